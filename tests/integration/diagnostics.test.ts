import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { DiagnosticsReport, DiagnosticsStep } from "#lib/contract/sign-in/diagnostics.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { Visitor } from "#tests/support/visitor.ts";

const { baseUrl, admin, serverName } = testHomeserver();
let dashboard: Dashboard;
let reached = 0;
const inside = createServer((socket) => {
  reached += 1;
  socket.destroy();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => inside.listen(0, "127.0.0.1", resolve));
  dashboard = await startDashboard({
    homeserverUrl: "",
    env: { ALLOWED_HOMESERVERS: `${serverName}=${baseUrl} *` },
  });
});
afterAll(async () => {
  inside.close();
  await dashboard.stop();
});

const ask = (question: object, headers: Record<string, string> = {}) =>
  new Visitor(dashboard.url).ask("/api/sign-in/diagnostics", {
    method: "POST",
    body: JSON.stringify(question),
    headers,
  });
const stepOf = ({ json }: { json: unknown }, step: DiagnosticsStep["step"]) =>
  (json as DiagnosticsReport).steps.find((found) => found.step === step);

test("passes every step on a real Synapse, and signs the admin in and out again", async () => {
  const { localpart: user, password } = admin;
  const answer = await ask({ server: serverName, user, password });
  const bad = (answer.json as DiagnosticsReport).steps.filter(
    ({ is }) => is === "failed" || is === "warn",
  );
  expect(bad).toEqual([]);
  expect(stepOf(answer, "admin_right")).toMatchObject({ is: "ok" });
  expect(answer.text).not.toContain(password);
});

test("neither reaches nor reveals internal addresses", async () => {
  const { port } = inside.address() as AddressInfo;
  for (const server of [`127.0.0.1:${port}`, `https://127.0.0.1:${port}`, `localhost:${port}`]) {
    const answer = await ask({ server });
    const refused = (answer.json as DiagnosticsReport).steps.filter(({ is }) => is === "failed");
    expect(refused).toMatchObject([{ error: { code: "address_refused" } }]);
    expect(stepOf(answer, "versions")).toMatchObject({ is: "left" });
  }
  expect(reached).toBe(0);
});

test("rejects a request that another site's page makes", async () => {
  expect(await ask({ server: serverName }, { origin: "https://evil.test" })).toMatchObject({
    status: 403,
  });
});
