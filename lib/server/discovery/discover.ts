import "server-only";

import type { Discovery, SignInWay } from "#lib/contract/sign-in/discovery.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import type { LoginFlow } from "#lib/contract/internal/sign-in.ts";
import { AppError, nullIf } from "#lib/errors.ts";
import { serverOf } from "#lib/matrix/user-id.ts";

import { BoundedMap } from "#lib/server/runtime/bounded-map.ts";
import { once } from "#lib/server/runtime/once.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { readMetadata } from "#lib/server/oauth/server.ts";
import { withIcons } from "./provider-icons.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

const FRESH_MS = 30_000;

const MOST_KNOWN = 200;
/** The size limit of a foreign server's answers before sign-in. */
const MAX_BYTES = 256 * 1024;

type Known = { at: number; found: Discovery | null; name: string | null };

/** By base URL: no homeserver's answers apply to another. */
const known = () => once("discovery", () => new BoundedMap<string, Known>(MOST_KNOWN));

/** Reads a homeserver's details and sign-in methods. At most one request every half minute. */
export async function discover(homeserver: Homeserver): Promise<Discovery> {
  const { baseUrl } = homeserver;
  const last = known().get(baseUrl);
  if (last?.found && Date.now() - last.at < FRESH_MS) return last.found;
  const found = await look({ ...homeserver, maxBytes: MAX_BYTES });
  known().set(baseUrl, { at: Date.now(), found, name: known().get(baseUrl)?.name ?? null });
  return found;
}

/** Learns the server name from a login, since some homeservers reveal it only then. */
export function learnServerName({ baseUrl }: Homeserver, userId: string): void {
  const { at = 0, found = null } = known().get(baseUrl) ?? {};
  known().set(baseUrl, { at, found, name: serverOf(userId) });
}

/** Synapse's version, for display: a failure never breaks a page. */
export const synapseVersion = (homeserver: Homeserver): Promise<string | null> =>
  discover(homeserver).then(
    ({ version }) => version,
    () => null,
  );

async function look(homeserver: Homeserver): Promise<Discovery> {
  const startedAt = performance.now();
  await requireHomeserver(homeserver);
  const tookMs = Math.round(performance.now() - startedAt);

  const [flows, mas, keys, version] = await Promise.all([
    loginFlows(homeserver),
    readMetadata(homeserver),
    // Both are optional details.
    callHomeserver(homeserver, matrix.serverKeys, {}).catch(() => null),
    callHomeserver(homeserver, matrix.serverVersion, {}).catch(() => null),
  ]);

  return {
    serverName: keys?.server_name ?? known().get(homeserver.baseUrl)?.name ?? null,
    version: version?.server_version.split(" ")[0] ?? null,
    ways: await waysOf(homeserver, flows, mas !== null),
    masIssuer: mas?.issuer ?? null,
    tookMs,
  };
}

const ifAbsent = nullIf("unsupported", "not_found");

async function loginFlows(homeserver: Homeserver): Promise<LoginFlow[]> {
  const answer =
    (await callHomeserver(homeserver, matrix.loginFlows, {}).catch(ifAbsent)) ??
    (await callHomeserver(homeserver, matrix.loginFlowsR0, {}).catch(ifAbsent));
  return answer?.flows ?? [];
}

/** Every homeserver answers this without a token. */
async function requireHomeserver(homeserver: Homeserver): Promise<void> {
  try {
    await callHomeserver(homeserver, matrix.versions, {});
  } catch (thrown) {
    const error = AppError.from(thrown);
    const spokeOtherwise = ["unexpected_response", "unsupported", "not_found", "answer_too_large"];
    if (!spokeOtherwise.includes(error.code)) throw error;
    throw new AppError("not_a_homeserver", error.details, { cause: error });
  }
}

/** Password login through MAS never gives admin rights, so it does not count. */
async function waysOf(
  homeserver: Homeserver,
  flows: LoginFlow[],
  mas: boolean,
): Promise<SignInWay[]> {
  if (mas) return [{ type: "mas", providers: [] }];
  const ways: SignInWay[] = [];
  for (const { type, identity_providers = [] } of flows) {
    if (type === "m.login.password") ways.push({ type: "password", providers: [] });
    if (type !== "m.login.sso") continue;
    ways.push({ type: "sso", providers: await withIcons(homeserver, identity_providers) });
  }
  return ways;
}
