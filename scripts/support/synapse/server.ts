import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { freePort, isPortFree } from "#scripts/support/port.ts";
import { startProcess, type Child } from "#scripts/support/process.ts";
import { SetupError } from "#scripts/support/setup-error.ts";
import { until } from "#scripts/support/until.ts";

import { MatrixClient, MatrixError, type Account } from "./client.ts";
import { writeConfig } from "./config.ts";
import { installSynapse } from "./install.ts";

export type Synapse = {
  baseUrl: string;
  serverName: string;
  admin: Account;
  registrationSharedSecret: string;
  appserviceToken: string;
  process: Child;
  stop(): Promise<void>;
};

export type SynapseOptions = {
  /** The folder of all its data; may have an earlier one's. */
  dir: string;
  /** The folder of its process note. */
  notes: string;
  port?: number;
  serverName?: string;
  config?: Record<string, unknown>;
  signal?: AbortSignal | undefined;
};

type Launch = (start: { command: string; log: string }, config: string) => Promise<Child>;

const START_LIMIT_MS = 90_000;
export const ADMIN = { localpart: "admin", password: "synapse-demo" };

/** Starts a Synapse on loopback and waits until it answers and has its admin. */
export function startSynapse(options: SynapseOptions): Promise<Synapse> {
  const { notes, port, signal } = options;
  return launchSynapse(options, (start, config) =>
    startProcess({
      ...start,
      args: ["-I", "-m", "synapse.app.homeserver", "-c", config],
      env: process.env,
      notes,
      port,
      signal,
    }),
  );
}

/** As startSynapse, with a process started by the caller. */
export async function launchSynapse(options: SynapseOptions, launch: Launch): Promise<Synapse> {
  const { dir, serverName = "demo.localhost", config = {}, signal } = options;
  const python = await installSynapse(() => {}, signal);
  const port = options.port || (await freePort());
  if (!(await isPortFree(port))) throw new SetupError(`Port ${port} is taken.`);
  const { path, secrets } = await writeConfig({ dir, port, serverName, config });
  const log = join(dir, "output.log");
  const child = await launch({ command: python, log }, path);
  const baseUrl = `http://127.0.0.1:${port}`;
  const { registrationSharedSecret, appserviceToken } = secrets;
  try {
    await until("Synapse to answer", () => answers(`${baseUrl}/health`, child), {
      timeoutMs: START_LIMIT_MS,
      signal,
    });
    if (child.hasEnded()) throw new SetupError(await whyEnded(dir, await child.ended));
    // Where another service manages accounts, Synapse creates none.
    if (!config["matrix_authentication_service"]) {
      await ensureAdmin(new MatrixClient(baseUrl), registrationSharedSecret, signal);
    }
  } catch (error) {
    await child.stop();
    throw error;
  }
  return {
    baseUrl,
    serverName,
    admin: { ...ADMIN, userId: `@${ADMIN.localpart}:${serverName}` },
    registrationSharedSecret,
    appserviceToken,
    process: child,
    stop: child.stop,
  };
}

async function answers(url: string, child: Child): Promise<boolean> {
  if (child.hasEnded()) return true;
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

async function ensureAdmin(
  client: MatrixClient,
  sharedSecret: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    const { access_token } = await client.register(sharedSecret, { ...ADMIN, admin: true });
    if (access_token) await finishBackgroundUpdates(client.as({ token: access_token }), signal);
  } catch (error) {
    if (!(error instanceof MatrixError && error.errcode === "M_USER_IN_USE")) throw error;
  }
}

/** Waits until a new database is complete; until then Synapse answers 500 to some writes. */
async function finishBackgroundUpdates(
  admin: MatrixClient,
  signal: AbortSignal | undefined,
): Promise<void> {
  const areDone = async () => {
    const { current_updates } = await admin.call<{ current_updates: object }>(
      "GET",
      "/_synapse/admin/v1/background_updates/status",
    );
    return Object.keys(current_updates).length === 0;
  };
  await until("Synapse's background updates", areDone, { timeoutMs: START_LIMIT_MS, signal });
  await admin.call("POST", "/_matrix/client/v3/logout", { body: {} });
}

/** Synapse writes configuration errors to its output, and later ones to its log as well. */
async function whyEnded(dir: string, end: string): Promise<string> {
  for (const name of ["output.log", "homeserver.log"]) {
    const path = join(dir, name);
    const text = existsSync(path) ? await readFile(path, "utf8") : "";
    const reason = lastReason(text);
    if (reason) return `Synapse did not start (${end}): ${reason}`;
  }
  return `Synapse did not start (${end}).`;
}

const NOT_A_REASON =
  /^(\**|Generating signing key file .*|There may be more information in the logs\.)$/;

/** The last line with a reason. */
export const lastReason = (output: string): string | undefined =>
  output
    .split("\n")
    .map((line) => line.trim())
    .findLast((line) => !NOT_A_REASON.test(line));
