import "server-only";

import { matrix } from "#lib/contract/internal/accounts.ts";
import { env } from "#lib/server/runtime/env.ts";
import { requestPage, type Homeserver } from "#lib/server/homeserver/request.ts";
import { knownClientAt } from "#lib/server/oauth/client.ts";
import { toServer, type MasServer } from "#lib/server/oauth/server.ts";

import { ask, failed, fine, isFound, read, settled, type Found } from "./probe.ts";

type Steps = { mas: Found; mas_client?: Found; mas_admin_api?: Found };

/** Without one, the homeserver handles sign-in itself, which is as good. */
export async function lookForMas(homeserver: Homeserver): Promise<Steps> {
  const found = await askForMetadata(homeserver).catch((thrown: unknown) => failed(thrown));
  if (isFound(found)) return { mas: found };
  const { mas, server } = found;
  const [mas_client, mas_admin_api] = await Promise.all([
    settled(() => lookAtClient(homeserver, server)),
    settled(() => lookAtAdminApi(homeserver, server)),
  ]);
  return { mas, mas_client, mas_admin_api };
}

async function askForMetadata(
  homeserver: Homeserver,
): Promise<Found | { mas: Found; server: MasServer }> {
  let answer = await ask(homeserver, matrix.authMetadata.path);
  if (answer.status === 404) {
    const { path } = matrix.authMetadataUnstable;
    const older = await ask(homeserver, path);
    if (older.status === 404) return { ...answer.found, is: "left" };
    answer = older;
  }
  const said = read(matrix.authMetadata.output, answer);
  if (isFound(said)) return said;
  const came = said.issuer.slice(0, 200);
  try {
    return { mas: { ...answer.found, came }, server: toServer(homeserver, said) };
  } catch (thrown) {
    const { asked, status, ms } = answer.found;
    return failed(thrown, { asked, status, ms, came });
  }
}

/** Whether the service knows the dashboard, or would. Only a sign-in registers it. */
async function lookAtClient(homeserver: Homeserver, server: MasServer): Promise<Found> {
  const asked = env().PUBLIC_URL.origin;
  const known = await knownClientAt(homeserver, server);
  if (known !== undefined) return fine({ asked, came: known });
  const { registration_endpoint: came = null } = server;
  return { ...fine({ asked, came }), is: came === null ? "failed" : "ok" };
}

/** Optional for sign-in: if it is hidden, accounts are managed elsewhere. */
async function lookAtAdminApi(homeserver: Homeserver, { issuer }: MasServer): Promise<Found> {
  const url = new URL("api/spec.json", issuer.replace(/\/*$/, "/"));
  const { realm, timeoutMs } = homeserver;
  const { status } = await requestPage(url, { realm, timeoutMs, maxBytes: 4 * 1024 * 1024 });
  return { ...fine({ asked: `GET ${url}`, status }), is: status === 200 ? "ok" : "warn" };
}
