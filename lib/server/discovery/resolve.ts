import "server-only";

import type { ServerChoice } from "#lib/contract/sign-in/discovery.ts";
import { AppError } from "#lib/errors.ts";
import { isBaseUrl, readServer } from "#lib/matrix/server-name.ts";

import { limitServerLookups } from "#lib/server/http/rate-limit.ts";
import { env } from "#lib/server/runtime/env.ts";
import { requestPage, type Homeserver } from "#lib/server/homeserver/request.ts";
import { BoundedMap } from "#lib/server/runtime/bounded-map.ts";
import { once } from "#lib/server/runtime/once.ts";
import { typedRealm } from "#lib/server/homeserver/realm.ts";
import { readWellKnown, WELL_KNOWN_MAX_BYTES } from "./well-known.ts";

/** A homeserver's address, and how far to trust it. */
export type ResolvedServer = Pick<Homeserver, "baseUrl" | "realm">;

/** The configured choice of servers. */
export function serverChoice(): ServerChoice {
  const { HOMESERVER_URL, ALLOWED_HOMESERVERS } = env();
  if (HOMESERVER_URL) return { is: "fixed" };
  const { listed, any: mayType } = ALLOWED_HOMESERVERS;
  if (listed.size === 0 && !mayType) return { is: "none" };
  return { is: "chosen", names: [...listed.keys()], mayType };
}

const KEPT_MS = 60_000;
const MOST_KEPT = 200;
type Kept = { place: ResolvedServer; at: number };
const kept = () => once("places", () => new BoundedMap<string, Kept>(MOST_KEPT));

/**
 * Finds the homeserver requested at sign-in.
 * @throws AppError if sign-in to it is not allowed, or it can't be found.
 */
export async function resolveHomeserver(
  asked: string | undefined,
  clientAddress: string | undefined,
): Promise<ResolvedServer> {
  const { HOMESERVER_URL, ALLOWED_HOMESERVERS } = env();
  if (HOMESERVER_URL) return { baseUrl: HOMESERVER_URL, realm: "" };

  const server = readServer(asked ?? "");
  if (server === null) throw new AppError("server_not_allowed", { server: asked ?? "" });
  const isTyped = !ALLOWED_HOMESERVERS.listed.has(server);
  if (isTyped && !ALLOWED_HOMESERVERS.any) throw new AppError("server_not_allowed", { server });
  const given = ALLOWED_HOMESERVERS.listed.get(server);
  if (given) return { baseUrl: given, realm: server };

  const known = kept().get(server);
  if (known && Date.now() - known.at < KEPT_MS) return known.place;
  if (isTyped) await limitServerLookups(clientAddress);
  const place = isTyped ? await findTyped(server) : await findListed(server);
  kept().set(server, { place, at: Date.now() });
  return place;
}

async function findListed(name: string): Promise<ResolvedServer> {
  return { baseUrl: await lookUp(name, name), realm: name };
}

async function findTyped(server: string): Promise<ResolvedServer> {
  const baseUrl = isBaseUrl(server) ? server : await lookUp(server, `https://${server}`);
  if (!baseUrl.startsWith("https://")) throw new AppError("not_https", { server });
  return { baseUrl, realm: typedRealm(baseUrl) };
}

/** Without `.well-known`, the name itself is the homeserver. */
async function lookUp(name: string, realm: string): Promise<string> {
  const { HOMESERVER_TIMEOUT_MS: timeoutMs } = env();
  const limits = { realm, timeoutMs, maxBytes: WELL_KNOWN_MAX_BYTES };
  return (await readWellKnown(name, (url) => requestPage(url, limits))) ?? `https://${name}`;
}
