import "server-only";
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";

import {
  DIAGNOSTICS_STEPS,
  type DiagnosticsQuestion,
  type DiagnosticsReport,
  type DiagnosticsStep,
} from "#lib/contract/sign-in/diagnostics.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { isUnsupported } from "#lib/contract/kit/synapse-versions.ts";
import { AppError } from "#lib/errors.ts";
import { limitServerLookups } from "#lib/server/http/rate-limit.ts";
import { env } from "#lib/server/runtime/env.ts";
import {
  resolveHomeserver,
  serverChoice,
  type ResolvedServer,
} from "#lib/server/discovery/resolve.ts";
import { revokeUnusedToken, revokeOnFailure } from "#lib/server/auth/fresh-token.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { isTypedRealm } from "#lib/server/homeserver/realm.ts";
import { signIn } from "#lib/server/auth/password.ts";
import { technicalName } from "#lib/server/runtime/error-code.ts";
import { wellKnownOf } from "#lib/server/discovery/well-known.ts";
import { isBaseUrl, readServer } from "#lib/matrix/server-name.ts";

import { lookForMas } from "./mas.ts";
import { ask, failed, fine, isFound, left, read, settled, type Found } from "./probe.ts";

/** What one diagnosis counts as in requests. */
const COST = 3;
const PATIENCE_MS = 5000;

type Steps = Partial<Record<DiagnosticsStep["step"], Found>>;

/**
 * Checks each thing that a sign-in needs, in order and under the same rules, and reports requests and
 * answers. Steps that depend on a failed one are skipped.
 */
export async function examine(
  question: DiagnosticsQuestion,
  clientAddress: string | undefined,
): Promise<DiagnosticsReport> {
  await limitServerLookups(clientAddress, COST);
  const steps: Steps = {};
  const place = await findPlace(question.server, clientAddress, steps);
  if (place) {
    const timeoutMs = Math.min(env().HOMESERVER_TIMEOUT_MS, PATIENCE_MS);
    const homeserver = { ...place, timeoutMs, ...(clientAddress && { clientAddress }) };
    await lookAt(homeserver, steps);
    await tryToSignIn(homeserver, question, steps);
  }
  return { steps: DIAGNOSTICS_STEPS.map((step) => ({ step, ...(steps[step] ?? left()) })) };
}

async function findPlace(
  server: string | undefined,
  clientAddress: string | undefined,
  steps: Steps,
): Promise<ResolvedServer | undefined> {
  const startedAt = performance.now();
  const name = serverChoice().is === "chosen" ? readServer(server ?? "") : null;
  const asked = name && !isBaseUrl(name) ? `GET ${wellKnownOf(name)}` : null;
  try {
    const place = await resolveHomeserver(server, clientAddress);
    steps.server = fine({ came: name ?? place.baseUrl });
    // A configured address needed no request.
    if (asked && !env().ALLOWED_HOMESERVERS.listed.get(name ?? "")) {
      steps.well_known = fine({ asked, ms: since(startedAt), came: place.baseUrl });
    }
    return place;
  } catch (thrown) {
    const { code } = AppError.from(thrown);
    if (!["well_known_failed", "well_known_wrong", "address_refused", "not_https"].includes(code)) {
      steps.server = failed(thrown, { came: name });
      return undefined;
    }
    steps.server = fine({ came: name });
    const step = asked ? "well_known" : "dns";
    steps[step] = failed(thrown, { asked, ms: since(startedAt) });
    return undefined;
  }
}

async function lookAt(homeserver: Homeserver, steps: Steps): Promise<void> {
  const { hostname, protocol } = new URL(homeserver.baseUrl);
  steps.dns = await lookUp(hostname, homeserver);
  let answer;
  try {
    answer = await ask(homeserver, matrix.versions.path);
  } catch (thrown) {
    const { code, details } = AppError.from(thrown);
    const asked = `GET ${homeserver.baseUrl}${matrix.versions.path}`;
    const isTls = code === "certificate_invalid" || /SSL|TLS|EPROTO/.test(details.technical ?? "");
    const step = code === "address_refused" ? "dns" : isTls ? "tls" : "versions";
    steps[step] = failed(thrown, { asked });
    return;
  }
  steps.tls =
    protocol === "https:" ? fine({ came: protocol.slice(0, -1) }) : left(protocol.slice(0, -1));
  const versions = read(matrix.versions.output, answer);
  if (isFound(versions)) {
    steps.versions = { ...versions, error: { code: "not_a_homeserver", details: {} } };
    return;
  }
  steps.versions = { ...answer.found, came: `${answer.found.came}, ${versions.versions.at(-1)}` };
  const [mas, flows, synapse, media] = await Promise.all([
    lookForMas(homeserver),
    settled(() => lookAtFlows(homeserver)),
    lookAtSynapse(homeserver),
    settled(() => lookAtMedia(homeserver)),
  ]);
  // Under MAS, Synapse itself offers no methods.
  const login_flows = mas.mas.is === "ok" ? { ...flows, is: "left" as const, error: null } : flows;
  Object.assign(steps, mas, { login_flows, ...synapse, media });
}

/** Reveals IP addresses only for configured servers. */
async function lookUp(hostname: string, { realm }: Homeserver): Promise<Found> {
  const host = hostname.replace(/^\[|\]$/g, "");
  if (isIP(host)) return fine({ came: host });
  const startedAt = performance.now();
  try {
    const addresses = await lookup(host, { all: true });
    const shown = isTypedRealm(realm) ? addresses.length : addresses.map(({ address }) => address);
    return fine({ asked: host, ms: since(startedAt), came: String(shown) });
  } catch (cause) {
    const error = new AppError("homeserver_unreachable", { technical: technicalName(cause) });
    return failed(error, { asked: host, ms: since(startedAt) });
  }
}

async function lookAtFlows(homeserver: Homeserver): Promise<Found> {
  const answer = await ask(homeserver, matrix.loginFlows.path);
  const said = read(matrix.loginFlows.output, answer);
  if (isFound(said)) return said;
  const types = said.flows.map(({ type }) => type);
  const is = types.includes("m.login.password") || types.includes("m.login.sso") ? "ok" : "warn";
  return { ...answer.found, is, came: types.join(", ") || "no flows" };
}

/** One answer shows the admin API and Synapse's version. */
async function lookAtSynapse(homeserver: Homeserver): Promise<Steps> {
  const answer = await ask(homeserver, matrix.serverVersion.path).catch(failed);
  if (isFound(answer)) return { admin_api: answer };
  const said = read(matrix.serverVersion.output, answer);
  if (isFound(said)) {
    const details = { status: answer.status };
    return { admin_api: { ...said, error: { code: "admin_api_unreachable", details } } };
  }
  const came = `Synapse ${said.server_version}`;
  const is = isUnsupported(said.server_version) ? "warn" : "ok";
  return { admin_api: answer.found, synapse_version: { ...fine({ came }), is } };
}

/** Served here, it asks for a token; elsewhere it is unknown here. */
async function lookAtMedia(homeserver: Homeserver): Promise<Found> {
  const { status, found } = await ask(homeserver, "/_matrix/client/v1/media/config");
  return { ...found, is: status === 401 || status === 200 ? "ok" : "warn" };
}

async function tryToSignIn(
  homeserver: Homeserver,
  { user, password }: DiagnosticsQuestion,
  steps: Steps,
): Promise<void> {
  if (!user || !password || !steps.login_flows) return;
  const startedAt = performance.now();
  const asked = `POST ${homeserver.baseUrl}${matrix.login.path}`;
  try {
    const { access_token } = await revokeOnFailure((arrived) =>
      signIn(homeserver, { user, password }, arrived),
    );
    await revokeUnusedToken({ ...homeserver, accessToken: access_token });
    steps.sign_in = fine({ asked, ms: since(startedAt) });
    steps.admin_right = fine({});
  } catch (thrown) {
    const { code } = AppError.from(thrown);
    const isIn = code === "not_admin" || code === "admin_api_unreachable";
    steps.sign_in = isIn
      ? fine({ asked, ms: since(startedAt) })
      : failed(thrown, { asked, ms: since(startedAt) });
    if (isIn) steps.admin_right = failed(thrown);
  }
}

const since = (startedAt: number) => Math.round(performance.now() - startedAt);
