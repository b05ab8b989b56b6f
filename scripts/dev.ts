import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

import { startDevelopment } from "./support/dashboard.ts";
import { createProgress } from "./support/progress.ts";
import { root } from "./support/project.ts";

import { refuseArguments } from "./arguments.ts";
import { runCommand } from "./command.ts";
import { sampleHomeserver } from "./sample-homeserver.ts";

const SYNAPSE_PORT = 8008;
/** Next's settings files, the first to name one wins. */
const SETTINGS = [".env.development.local", ".env.local", ".env.development", ".env"];

await runCommand(async (signal) => {
  refuseArguments("npm run dev");
  // A choice of homeservers needs none of ours.
  const homeserverUrl =
    named("HOMESERVER_URL") ?? (named("ALLOWED_HOMESERVERS") ? "" : await startSample(signal));
  const next = await startDevelopment(homeserverUrl, signal);
  await next.ended;
  return signal.aborted ? 0 : 1;
});

function named(setting: "HOMESERVER_URL" | "ALLOWED_HOMESERVERS"): string | undefined {
  const files = SETTINGS.map((name) => join(root, name)).filter((path) => existsSync(path));
  const settings = [process.env, ...files.map((path) => parseEnv(readFileSync(path, "utf8")))];
  return settings.map(({ [setting]: value }) => value).find(Boolean);
}

/** Starts the demo's Synapse, for as long as this command runs. */
async function startSample(signal: AbortSignal): Promise<string> {
  const progress = createProgress();
  await sampleHomeserver.claim([
    { port: SYNAPSE_PORT, advice: "The demo's Synapse needs it: end what uses it." },
  ]);
  await sampleHomeserver.install(progress, signal);
  await sampleHomeserver.seed(progress, signal);
  const { baseUrl, admin } = await sampleHomeserver.start(progress, SYNAPSE_PORT, signal);
  const { PORT = "3000" } = process.env;
  progress.line(
    `Sign in at http://localhost:${PORT} as ${admin.localpart} with the password ${admin.password}.`,
  );
  return baseUrl;
}
