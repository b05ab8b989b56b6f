import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { AuditRecord } from "#lib/contract/audit.ts";
import { routes } from "#lib/routes.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { Picture } from "#scripts/support/sample-data/png.ts";
import { MatrixClient, randomName } from "#scripts/support/synapse/client.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { Visitor } from "#tests/support/visitor.ts";

let dashboard: Dashboard;
let synapse: MatrixClient;
let visitor: Visitor;

beforeAll(async () => {
  const { baseUrl, admin } = testHomeserver();
  synapse = await new MatrixClient(baseUrl).loginAs(admin.localpart, admin.password);
  dashboard = await startDashboard({ homeserverUrl: baseUrl });
  visitor = new Visitor(dashboard.url);
  await visitor.signIn(admin.localpart, admin.password);
});
afterAll(() => dashboard.stop());

const at = (userId: string) =>
  synapse.call("GET", `/_synapse/admin/v2/users/${encodeURIComponent(userId)}`);
const send = (who: Visitor, userId: string, bytes: Uint8Array) =>
  who.ask(routes.uploadAvatar(userId), { method: "POST", body: Readable.from([bytes]) });

test("creates no account from a mistyped Matrix ID", async () => {
  const { userId } = await synapse.createUser();
  const user_id = userId.replace("@", "@typo-");
  const change = { user_id, was: { displayname: "" }, displayname: "Ada" };
  expect(await visitor.write("users.modify", change)).toMatchObject({ status: 404 });
  await expect(at(user_id)).rejects.toMatchObject({ status: 404 });
});

test("keeps an address that another admin added meanwhile", async () => {
  const { userId } = await synapse.createUser();
  const email = (name: string) => ({ medium: "email", address: `${name}@example.org` });
  const theirs = email(randomName("theirs"));
  await synapse.call("PUT", `/_synapse/admin/v2/users/${encodeURIComponent(userId)}`, {
    body: { threepids: [theirs] },
  });
  const ours = { user_id: userId, was: { threepids: [] }, threepids: [email(randomName("ours"))] };
  expect(await visitor.write("users.modify", ours)).toMatchObject({
    status: 409,
    json: { code: "too_late" },
  });
  expect(await at(userId)).toMatchObject({ threepids: [theirs] });
});

test("uploads and records an avatar, and rejects a file that is no image", async () => {
  const { userId } = await synapse.createUser();
  const png = new Picture(8, 8).toPng();
  const { status, json } = await send(visitor, userId, png);
  expect({ status, json }).toMatchObject({
    status: 200,
    json: { content_uri: expect.stringMatching(/^mxc:\/\//) },
  });
  const svg = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>");
  expect(await send(visitor, userId, svg)).toMatchObject({
    status: 415,
    json: { code: "not_a_picture" },
  });
  expect((await send(visitor, userId, Buffer.alloc(5 * 1024 * 1024 + 1))).status).toBe(413);
  expect((await send(new Visitor(dashboard.url), userId, png)).status).toBe(401);
  const answer = await visitor.read("audit.list", { target: userId });
  const { records } = answer.json as { records: AuditRecord[] };
  expect(records).toMatchObject([
    { action: "users.uploadAvatar", input: { type: "image/png", bytes: png.byteLength } },
  ]);
});
