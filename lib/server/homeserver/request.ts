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

/** A homeserver, as seen by the holder of a token or by nobody yet. */
export type Homeserver = {
  baseUrl: string;
  accessToken?: string | TokenProvider;
  /** Whose token it is. */
  userId?: string;
  /** Issuer of the Matrix Authentication Service that has the accounts, where there is one. */
  masIssuer?: string;
  /** The person's own address, so that the homeserver's limits and logs are about them. */
  clientAddress?: string;
  timeoutMs: number;
  /** Whose admins' work it is; see `find-homeserver.ts`. Empty where nobody has signed in yet. */
  realm: string;
  /** The longest answer that is read, where that is less than usual. */
  maxBytes?: number;
};

/** A token that is renewed from time to time: the one to use now, or instead of one that was refused. */
export type TokenProvider = ((refused?: Refused) => Promise<string | undefined>) & {
  /** Who gave it, where not the homeserver: there it is revoked. */
  grant?: Grant;
};

/** A token that the homeserver does not take, and what it said of it. */
export type Refused = { token: string; answer: unknown };

type HomeserverRequest = {
  method: Dispatcher.HttpMethod;
  /** Path and query. */
  target: string;
  body?: string | Uint8Array | undefined;
  /** Of the body. Absent: JSON. */
  contentType?: string;
  /** Whether it changes nothing, so that a lost answer is no more than that. */
  reads: boolean;
  maxBytes: number;
};

type HomeserverResponse = { status: number; contentType: string; bytes: Buffer };

/** One that somebody typed is reached by https, at public addresses alone. */
const agentFor = ({ realm }: Pick<Homeserver, "realm">): Agent =>
  isTypedRealm(realm)
    ? once("public-agent", publicAgent)
    : once("homeserver-agent", () => new Agent({ connections: 64 }));

/**
 * Sends one request to the homeserver and reads the answer whole.
 *
 * `signal` gives a read up. A write is never given up: what was sent runs to its end or time limit,
 * and one whose answer was lost is `outcome_unknown`, so that nobody takes it for undone.
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
  // What came with a token that is refused was not done, so a write may be sent again too.
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

/** Reads a page that anybody may read. Its redirects are for the caller to judge. */
export async function requestPage(url: URL, limits: Limits): Promise<Page> {
  const headers = { "user-agent": "Synapse Dashboard", accept: "application/json" };
  return requestOther(url, { method: "GET", headers, body: undefined }, limits);
}

type Limits = Pick<Homeserver, "realm" | "timeoutMs"> & { maxBytes: number };
type OtherRequest = {
  method: "GET" | "POST";
  headers: Record<string, string>;
  body: string | undefined;
};

/** Sends a request to an address that a homeserver named, under the rules that the homeserver is under. */
export async function requestOther(
  url: URL,
  { method, headers, body }: OtherRequest,
  limits: Limits,
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

/** What an OAuth request proves itself with: codes, verifiers and tokens. */
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
    // Synapse warns in its log when the one comes without the other.
    ...(clientAddress && {
      "x-forwarded-for": clientAddress,
      "x-forwarded-proto": new URL(homeserver.baseUrl).protocol.slice(0, -1),
    }),
  };
}
