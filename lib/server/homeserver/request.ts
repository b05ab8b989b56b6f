import "server-only";
import { Agent, request, type Dispatcher } from "undici";

import { AppError } from "#lib/errors.ts";
import { tryJson } from "#lib/try-json.ts";

import type { Grant } from "./grant.ts";
import { fromTransportError } from "./errors.ts";
import { isTypedRealm } from "./realm.ts";
import { once } from "#lib/server/runtime/once.ts";
import { timeoutAfter } from "#lib/server/runtime/outside-of-requests.ts";
import { publicAgent } from "./public-agent.ts";
import { readLimited, TooLarge } from "#lib/server/http/read-limited.ts";
import { redactBytes } from "#lib/server/http/redact-secrets.ts";

/** A homeserver, as seen with a token or anonymously. */
export type Homeserver = {
  baseUrl: string;
  accessToken?: string | TokenProvider;
  /** The token's owner. */
  userId?: string;
  /** The issuer of the Matrix Authentication Service in use, if any. */
  masIssuer?: string;
  /** The client's own address, for the homeserver's limits and logs. */
  clientAddress?: string;
  timeoutMs: number;
  /** Its realm; see `realm.ts`. Empty before sign-in. */
  realm: string;
  /** The maximum answer, if smaller than usual. */
  maxBytes?: number;
};

/** A refreshable token: the one to use now, or instead of a refused one. */
export type TokenProvider = ((refused?: Refused) => Promise<string | undefined>) & {
  /** The issuer, if not the homeserver, to revoke it. */
  grant?: Grant;
};

/** A rejected token, and the homeserver's answer. */
export type Refused = { token: string; answer: unknown };

type HomeserverRequest = {
  method: Dispatcher.HttpMethod;
  /** Path and query. */
  target: string;
  body?: string | Uint8Array | undefined;
  /** The body's type. Absent: JSON. */
  contentType?: string;
  /** Whether it changes nothing, so that a lost answer is harmless. */
  reads: boolean;
  maxBytes: number;
};

type HomeserverResponse = { status: number; contentType: string; bytes: Buffer };

/** An entered server is reached only by https, at public addresses. */
const agentFor = ({ realm }: Pick<Homeserver, "realm">): Agent =>
  isTypedRealm(realm)
    ? once("public-agent", publicAgent)
    : once("homeserver-agent", () => new Agent({ connections: 64 }));

/**
 * Sends one request to the homeserver and reads the whole answer.
 *
 * `signal` aborts a read. A write is never aborted: it runs to its end or time limit, and a lost answer is
 * `outcome_unknown`, so that it does not pass for undone.
 */
export async function requestHomeserver(
  homeserver: Homeserver,
  asked: HomeserverRequest,
  signal?: AbortSignal,
): Promise<HomeserverResponse> {
  const { accessToken } = homeserver;
  if (typeof accessToken !== "function") return sendOnce(homeserver, accessToken, asked, signal);
  const token = await accessToken();
  const answer = await sendOnce(homeserver, token, asked, signal);
  if (answer.status !== 401 || token === undefined) return answer;
  const next = await accessToken({ token, answer: tryJson(answer.bytes) });
  // A request with a rejected token was not executed, so even a write may be sent again.
  return next === undefined ? answer : sendOnce(homeserver, next, asked, signal);
}

async function sendOnce(
  homeserver: Homeserver,
  accessToken: string | undefined,
  { method, target, body, contentType = "application/json", reads, maxBytes }: HomeserverRequest,
  signal?: AbortSignal,
): Promise<HomeserverResponse> {
  const timeout = timeoutAfter(homeserver.timeoutMs);
  try {
    const answer = await request(homeserver.baseUrl + target, {
      dispatcher: agentFor(homeserver),
      method,
      headers: headersFor(
        { ...homeserver, accessToken },
        body === undefined ? undefined : contentType,
      ),
      ...(body !== undefined && { body }),
      // Redirects are not followed, so the token goes to this address and no other.
      signal: reads && signal ? AbortSignal.any([timeout, signal]) : timeout,
    });
    const limit = Math.min(maxBytes, homeserver.maxBytes ?? maxBytes);
    const bytes = await readLimited(answer.body, limit);
    return {
      status: answer.statusCode,
      contentType: String(answer.headers["content-type"] ?? ""),
      bytes: accessToken === undefined ? bytes : redactBytes(bytes, [accessToken]),
    };
  } catch (cause) {
    if (reads && signal?.aborted) throw cause;
    if (cause instanceof TooLarge) {
      throw new AppError(reads ? "answer_too_large" : "outcome_unknown", {}, { cause });
    }
    const { host: server } = new URL(homeserver.baseUrl);
    throw fromTransportError(cause, { reads, timeoutMs: homeserver.timeoutMs, server });
  }
}

export type Page = { status: number; location: string | undefined; bytes: Buffer };

/** Reads a public page. The caller judges its redirects. */
export async function requestPage(url: URL, limits: RequestLimits): Promise<Page> {
  const headers = { "user-agent": "Synapse Dashboard", accept: "application/json" };
  return requestOther(url, { method: "GET", headers, body: undefined }, limits);
}

type RequestLimits = Pick<Homeserver, "realm" | "timeoutMs"> & { maxBytes: number };
type OtherRequest = {
  method: "GET" | "POST";
  headers: Record<string, string>;
  body: string | undefined;
};

/** Sends a request to an address from a homeserver's answer, under the homeserver's own rules. */
export async function requestOther(
  url: URL,
  { method, headers, body }: OtherRequest,
  limits: RequestLimits,
): Promise<Page & { contentType: string }> {
  try {
    const answer = await request(url, {
      dispatcher: agentFor(limits),
      method,
      headers,
      ...(body !== undefined && { body }),
      signal: timeoutAfter(limits.timeoutMs),
    });
    return {
      status: answer.statusCode,
      contentType: String(answer.headers["content-type"] ?? ""),
      location: answer.headers["location"]?.toString(),
      bytes: redactBytes(await readLimited(answer.body, limits.maxBytes), secretsInForm(body)),
    };
  } catch (cause) {
    const reads = method === "GET";
    if (cause instanceof TooLarge) {
      throw new AppError(reads ? "answer_too_large" : "outcome_unknown", {}, { cause });
    }
    throw fromTransportError(cause, { reads, timeoutMs: limits.timeoutMs, server: url.host });
  }
}

/** The secrets of an OAuth request: codes, verifiers and tokens. */
const secretsInForm = (body: string | undefined): string[] => {
  const form = new URLSearchParams(body ?? "");
  return ["code", "code_verifier", "refresh_token", "token"].flatMap((name) => form.getAll(name));
};

type Sender = Pick<Homeserver, "baseUrl" | "clientAddress"> & { accessToken: string | undefined };

function headersFor(homeserver: Sender, contentType?: string): Record<string, string> {
  const { accessToken, clientAddress } = homeserver;
  return {
    "user-agent": "Synapse Dashboard",
    ...(contentType && { "content-type": contentType }),
    ...(accessToken && { authorization: `Bearer ${accessToken}` }),
    // Synapse logs a warning if one comes without the other.
    ...(clientAddress && {
      "x-forwarded-for": clientAddress,
      "x-forwarded-proto": new URL(homeserver.baseUrl).protocol.slice(0, -1),
    }),
  };
}
