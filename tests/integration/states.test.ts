import { afterAll, beforeAll, expect, test } from "vitest";

import type { AuditRecord } from "#lib/contract/audit.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { MatrixClient } from "#scripts/support/synapse/client.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { Visitor } from "#tests/support/visitor.ts";

let dashboard: Dashboard;
let synapse: MatrixClient;

beforeAll(async () => {
  const { baseUrl, admin } = testHomeserver();
  synapse = await new MatrixClient(baseUrl).loginAs(admin.localpart, admin.password);
  dashboard = await startDashboard({ homeserverUrl: baseUrl });
});
afterAll(() => dashboard.stop());

test.each([
  ["users.lock", { locked: true }],
  ["users.lock", { locked: false }],
  ["users.setType", { user_type: "bot" }],
])("creates no account from a mistyped name by %s %j", async (id, input) => {
  const admin = await synapse.createUser({ admin: true });
  const visitor = new Visitor(dashboard.url);
  await visitor.signIn(admin.localpart, admin.password);
  const user_id = admin.userId.replace(":", "-mistyped:");

  expect((await visitor.write(id, { user_id, ...input })).json).toMatchObject({
    code: "not_found",
  });
  expect((await visitor.read("users.get", { user_id })).json).toMatchObject({ code: "not_found" });
});

test.each([
  ["users.lock", { locked: true }],
  ["users.suspend", { suspend: true }],
  ["users.shadowBan", {}],
])("rejects and records an admin's attempt to lock themselves out with %s", async (id, input) => {
  const admin = await synapse.createUser({ admin: true });
  const visitor = new Visitor(dashboard.url);
  await visitor.signIn(admin.localpart, admin.password);

  const { status, json } = await visitor.write(id, { user_id: admin.userId, ...input });
  expect({ status, json }).toMatchObject({ status: 409, json: { code: "own_account" } });
  expect(
    await synapse.call("GET", `/_synapse/admin/v2/users/${encodeURIComponent(admin.userId)}`),
  ).toMatchObject({ locked: false, suspended: false, shadow_banned: false });
  const { records } = (await visitor.read("audit.list", { who: admin.userId, action: id }))
    .json as { records: AuditRecord[] };
  expect(records).toMatchObject([{ outcome: "failed", error: { code: "own_account" } }]);
});
