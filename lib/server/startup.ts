import "server-only";
import diagnostics from "node:diagnostics_channel";
import { once as event } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

import { onStopSignals } from "#lib/stop-signals.ts";

import { decodeAddress } from "#lib/routes.ts";
import { HOUR_MS } from "#lib/durations.ts";

import { removeOldSnapshots } from "./domain/deactivation/snapshots.ts";
import { cutAudit } from "./audit/record.ts";
import { configureNextAuth, env, SettingError } from "./runtime/env.ts";
import { revokeEndedSessions } from "./session/end-expired.ts";
import { enqueueRunning, startWorking, stopWorking } from "./jobs/queue.ts";
import { removeOldImports } from "./domain/imports/remove-old.ts";
import { keyFor } from "./crypto/keys.ts";
import { logger } from "./runtime/logger.ts";
import { once } from "./runtime/once.ts";
import { addDefaultHeaders } from "./http/security-headers.ts";
import { repeat } from "./runtime/schedule.ts";
import { removeExpired } from "./store/logins.ts";
import { StoreError, unusable } from "./store/store-error.ts";
import { store } from "./store/store.ts";
import { drain } from "./runtime/shutdown.ts";

const SHUTDOWN_LIMIT_MS = 20_000;
/** How long answers may take once no write is running: an export may never end. */
const LAST_ANSWERS_MS = 3000;

const END_SESSIONS_EVERY_MS = 30_000;
const LOOK_FOR_JOBS_EVERY_MS = 15_000;
const CUT_AUDIT_EVERY_MS = HOUR_MS;
const REMOVE_IMPORTS_EVERY_MS = 600_000;
const REMOVE_LOGINS_EVERY_MS = 60_000;
const REMOVE_SNAPSHOTS_EVERY_MS = HOUR_MS;

/** Checks the settings, opens the store, and handles the process's signals and connections. */
export const startUp = (): Promise<void> => once("start-up", begin);

async function begin(): Promise<void> {
  try {
    env();
  } catch (error) {
    cannotStart(error, "A setting");
  }
  try {
    keyFor("session-cookie");
    await store();
    await startWorking();
  } catch (error) {
    const { DATABASE_URL } = env();
    cannotStart(
      error,
      DATABASE_URL ? "The PostgreSQL that DATABASE_URL names" : "The folder that DATA_DIR names",
    );
  }
  configureNextAuth();
  warnWithoutHomeserver();
  repeat("ending sessions at the homeserver", END_SESSIONS_EVERY_MS, revokeEndedSessions);
  repeat("looking for jobs", LOOK_FOR_JOBS_EVERY_MS, enqueueRunning);
  repeat("cutting the audit trail", CUT_AUDIT_EVERY_MS, cutAudit);
  repeat("deleting old imports", REMOVE_IMPORTS_EVERY_MS, removeOldImports);
  repeat("forgetting expired access tokens", REMOVE_LOGINS_EVERY_MS, removeExpired);
  repeat("deleting old snapshots", REMOVE_SNAPSHOTS_EVERY_MS, removeOldSnapshots);
  const answers = watchRequests();
  onStopSignals(
    () => shutDown(answers),
    () => process.exit(1),
  );
  logger().info({ address: env().PUBLIC_URL.origin }, "ready");
}

function warnWithoutHomeserver(): void {
  const { HOMESERVER_URL, ALLOWED_HOMESERVERS: allowed } = env();
  if (HOMESERVER_URL || allowed.any || allowed.listed.size > 0) return;
  logger().warn("nobody can sign in: neither HOMESERVER_URL nor ALLOWED_HOMESERVERS is set");
}

function cannotStart(error: unknown, what: string): never {
  const isTold = error instanceof SettingError || error instanceof StoreError;
  const why = isTold ? error.message : unusable(what, error);
  process.stderr.write(`Synapse Dashboard cannot start. ${why}\n`);
  process.exit(1);
}

/** Watches requests from their arrival. Returns those not yet answered. */
function watchRequests(): ReadonlySet<ServerResponse> {
  const answers = new Set<ServerResponse>();
  diagnostics.subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    nameConnection(request);
    replaceMalformed(request);
    addDefaultHeaders(response);
    answers.add(response);
    response.once("close", () => answers.delete(response));
  });
  return answers;
}

/** Adds the connection's own address as the last forwarded one: earlier ones are claims. */
function nameConnection({ headers, socket }: IncomingMessage): void {
  const hops = [headers["x-forwarded-for"], socket.remoteAddress].flat();
  headers["x-forwarded-for"] = hops.filter(Boolean).join(", ");
}

/** An address that cannot be decoded has no page. Next would answer it with its own error. */
function replaceMalformed(request: IncomingMessage): void {
  const [path = ""] = (request.url ?? "").split("?");
  if (decodeAddress(path) !== null) return;
  request.url = path.startsWith("/api/") ? "/api/404" : "/404";
}

/** Finishes and answers running requests, then exits. */
function shutDown(answers: ReadonlySet<ServerResponse>): void {
  logger().info("shutting down");
  setTimeout(() => process.exit(0), SHUTDOWN_LIMIT_MS);
  const answered = () => Promise.all([...answers].map((answer) => event(answer, "close")));
  void stopWorking()
    .catch((error: unknown) => logger().warn({ error }, "the job queue did not stop"))
    .then(drain)
    .then(() => Promise.race([answered(), pause(LAST_ANSWERS_MS)]))
    .then(async () => (await store()).close())
    .finally(() => process.exit(0));
}
