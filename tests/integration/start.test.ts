import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { launchDashboard } from "#scripts/support/dashboard.ts";
import { runFolder, runNotes, startDashboard, testHomeserver } from "#tests/support/test-run.ts";

const homeserver = testHomeserver();

/** Starts a dashboard that can't start, and answers all that it wrote. */
async function failToStart(env: Record<string, string>): Promise<string> {
  const dir = await mkdtemp(join(runFolder(), "cannot-start-"));
  const start = { command: "test", dir, notes: runNotes(), homeserverUrl: homeserver.baseUrl, env };
  await expect(launchDashboard(start)).rejects.toThrow("did not start (exit code 1)");
  return readFileSync(join(dir, "dashboard.log"), "utf8");
}

test("stops at a wrong setting with one line that names it", async () => {
  expect(await failToStart({ PUBLIC_URL: "nonsense" })).toBe(
    "Synapse Dashboard cannot start. PUBLIC_URL must be an address such as https://admin.example.org.\n",
  );
});

test("stops at a port in use with one line that names it", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void other.close());
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;

  expect(await failToStart({ PORT: String(port) })).toBe(
    `Synapse Dashboard cannot start. Port ${port} of 127.0.0.1 is taken: end what uses it, or choose another PORT.\n`,
  );
});

test("stops at an address of another machine with one line that names the settings", async () => {
  const log = await failToStart({ BIND: "192.0.2.1" });
  expect(log).toMatch(/^Synapse Dashboard cannot start\. BIND and PORT name .*192\.0\.2\.1.*\n$/);
});

test("stops without a build, with one line on how to make one", async () => {
  expect(await failToStart({ DIST_DIR: "no-such-build" })).toBe(
    "Synapse Dashboard cannot start. There is no build: run npm run build first.\n",
  );
});

test("logs JSON from the first line, and reports when it is ready", async () => {
  const dashboard = await startDashboard({
    homeserverUrl: homeserver.baseUrl,
    env: { LOG_LEVEL: "info" },
  });
  await dashboard.stop();
  const lines = dashboard.logs().map((line) => JSON.parse(line) as { msg: string });
  expect(lines.map(({ msg }) => msg)).toEqual(expect.arrayContaining(["ready", "shutting down"]));
  expect(lines.filter(({ msg }) => /ready/i.test(msg))).toEqual([
    expect.objectContaining({ address: dashboard.url }),
  ]);
});

test("logs in one line why sign-in is impossible without a homeserver", async () => {
  const dashboard = await startDashboard({ homeserverUrl: "" });
  await dashboard.stop();
  expect(dashboard.logs().filter((line) => line.includes("HOMESERVER_URL"))).toEqual([
    expect.stringContaining(
      "nobody can sign in: neither HOMESERVER_URL nor ALLOWED_HOMESERVERS is set",
    ),
  ]);
});
