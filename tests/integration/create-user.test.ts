import { afterAll, beforeAll, expect, test } from "vitest";

import type { AuditRecord } from "#lib/contract/audit.ts";
import { SECRET } from "#lib/contract/kit/endpoint.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { MatrixClient, randomName } from "#scripts/support/synapse/client.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { Visitor } from "#tests/support/visitor.ts";

const password = "кот-на-окне-12";
let dashboard: Dashboard;
let synapse: MatrixClient;
let visitor: Visitor;
let server: string;

beforeAll(async () => {
  const { baseUrl, admin } = testHomeserver();
  synapse = await new MatrixClient(baseUrl).loginAs(admin.localpart, admin.password);
  server = await synapse.serverName();
  dashboard = await startDashboard({ homeserverUrl: baseUrl });
  visitor = new Visitor(dashboard.url);
  await visitor.signIn(admin.localpart, admin.password);
});
afterAll(() => dashboard.stop());

const idOf = (localpart: string) => `@${localpart}:${server}`;
const at = (userId: string) =>
  synapse.call("GET", `/_synapse/admin/v2/users/${encodeURIComponent(userId)}`);

test("leaves an existing account unchanged, down to its password", async () => {
  const { userId, localpart, password: old } = await synapse.createUser({ displayname: "Before" });
  const input = { user_id: userId, password, displayname: "After" };
  expect(await visitor.write("users.create", input)).toMatchObject({
    status: 409,
    json: { code: "already_exists" },
  });
  expect(await at(userId)).toMatchObject({ displayname: "Before" });
  await expect(new MatrixClient(synapse.baseUrl).login(localpart, old)).resolves.toBeDefined();
});

test("rejects an email address that is taken in any case, and creates no account", async () => {
  const address = `${randomName("mail")}@example.org`;
  const owner = await synapse.createUser({ threepids: [{ medium: "email", address }] });
  const user_id = idOf(randomName());
  const threepids = [{ medium: "email", address: address.toUpperCase() }];
  expect(await visitor.write("users.create", { user_id, threepids })).toMatchObject({
    status: 409,
    json: { code: "address_taken", details: { owner: owner.userId, about: address } },
  });
  await expect(at(user_id)).rejects.toMatchObject({ status: 404 });
  expect(await at(owner.userId)).toMatchObject({ threepids: [{ address }] });
});

test("rejects a sign-in at a provider that the homeserver does not have", async () => {
  const user_id = idOf(randomName());
  const external_ids = [{ auth_provider: "oidc-typo", external_id: "1" }];
  expect(await visitor.write("users.create", { user_id, external_ids })).toMatchObject({
    status: 400,
    json: { code: "unknown_provider", details: { about: "oidc-typo" } },
  });
  await expect(at(user_id)).rejects.toMatchObject({ status: 404 });
});

test("records a new account without its password", async () => {
  const user_id = idOf(randomName());
  expect(
    await visitor.write("users.create", { user_id, password, user_type: "bot" }),
  ).toMatchObject({
    status: 200,
    json: { user: { name: user_id, user_type: "bot" }, broke_off: null },
  });
  const { json } = await visitor.read("audit.list", { target: user_id });
  const { records } = json as { records: AuditRecord[] };
  expect(records).toMatchObject([
    { action: "users.create", outcome: "done", input: { password: SECRET, user_type: "bot" } },
  ]);
});
