import { beforeAll, describe, expect, test } from "vitest";

import type { AuditRecord } from "#lib/contract/audit.ts";
import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import type { api } from "#lib/contract/index.ts";
import { asAdmin } from "#tests/support/as-admin.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { MatrixClient, randomName, type Account } from "#scripts/support/synapse/client.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { Visitor } from "#tests/support/visitor.ts";

type CreatedToken = OutputOf<typeof api.tokens.make>;

const { baseUrl, appserviceToken } = testHomeserver();
const guest = new MatrixClient(baseUrl);
let synapse: MatrixClient;
let dashboard: Dashboard;
beforeAll(async () => {
  synapse = (await asAdmin(testHomeserver())).matrix;
  dashboard = await startDashboard({ homeserverUrl: baseUrl });
  return () => dashboard.stop();
});

async function begin() {
  const admin = await synapse.createUser({ admin: true });
  const visitor = new Visitor(dashboard.url);
  await visitor.signIn(admin.localpart, admin.password);
  return { admin, visitor };
}
async function make(visitor: Visitor, { localpart, password }: Account, rest: object = {}) {
  const input = { user: localpart, password, device_name: "Nightly report", ...rest };
  const { status, json } = await visitor.write("tokens.make", input);
  expect(status).toBe(200);
  return json as CreatedToken;
}

test("issues a token for the account itself that outlives the admin's session", async () => {
  const { visitor, admin } = await begin();
  const bot = await synapse.createUser();
  const made = await make(visitor, bot);
  expect(made).toMatchObject({ user_id: bot.userId, expires_ts: null, base_url: baseUrl });
  expect(await synapse.devicesOf(bot.userId)).toMatchObject([
    { device_id: made.device_id, display_name: "Nightly report" },
  ]);
  await visitor.write("session.end");
  expect(await guest.isTokenAlive(made.access_token)).toBe(true);

  await visitor.signIn(admin.localpart, admin.password);
  const { json } = await visitor.read("audit.list", { who: admin.userId, action: "tokens.make" });
  const { records } = json as { records: AuditRecord[] };
  expect(records).toMatchObject([{ target: bot.localpart, outcome: "done" }]);
  const everything = JSON.stringify(records) + dashboard.logs().join("\n");
  expect(everything).not.toContain(made.access_token);
  expect(everything).not.toContain(bot.password);
});

test("revokes all tokens of one device together", async () => {
  const { visitor } = await begin();
  const bot = await synapse.createUser();
  const device_id = randomName("BOT");
  const first = await make(visitor, bot, { device_id });
  const second = await make(visitor, bot, { device_id });
  expect(await synapse.devicesOf(bot.userId)).toHaveLength(1);
  await visitor.write("tokens.revoke", { token: second.access_token });
  for (const { access_token } of [first, second]) {
    expect(await guest.isTokenAlive(access_token)).toBe(false);
  }
});

test("keeps the admin's session after a wrong password", async () => {
  const { visitor } = await begin();
  const bot = await synapse.createUser();
  const input = { user: bot.localpart, password: "wrong", device_name: "Bot" };
  expect(await visitor.write("tokens.make", input)).toMatchObject({
    json: { code: "wrong_credentials" },
  });
  expect(await visitor.read("session.lifetime")).toMatchObject({ status: 200 });
});

describe("inspecting a pasted token", () => {
  test("reports a token's owner, device and access to the admin API", async () => {
    const { visitor, admin } = await begin();
    const bot = await synapse.createUser();
    for (const [account, is_admin] of [
      [bot, false],
      [admin, true],
    ] as const) {
      const { access_token: token, device_id } = await make(visitor, account);
      const { json } = await visitor.write("tokens.check", { token });
      expect(json).toEqual({
        user_id: account.userId,
        kind: "user",
        is_admin,
        device_id,
        device_name: "Nightly report",
        expires_ts: null,
        is_own_session: false,
      });
    }
  });

  test("reports when an impersonation token ends, and lists it until then", async () => {
    const { visitor, admin } = await begin();
    const { userId } = await synapse.createUser();
    const input = { user_id: userId, minutes: 5, reason: "To look after their bot" };
    const { json } = await visitor.write("access.logInAs", input);
    const { access_token: token, login } = json as OutputOf<typeof api.access.logInAs>;
    expect(await visitor.write("tokens.check", { token })).toMatchObject({
      json: { user_id: userId, device_id: null, expires_ts: login.expires_ts },
    });
    const listed = (await visitor.read("tokens.logins")).json as OutputOf<typeof api.tokens.logins>;
    expect(listed.logins).toContainEqual(
      expect.objectContaining({ id: login.id, user_id: userId, who: admin.userId }),
    );
  });

  test("recognises an application service's token, and does not revoke it", async () => {
    const { visitor } = await begin();
    expect(await visitor.write("tokens.check", { token: appserviceToken })).toMatchObject({
      json: { kind: "appservice", is_admin: false },
    });
    expect(await visitor.write("tokens.revoke", { token: appserviceToken })).toMatchObject({
      json: { code: "token_of_appservice" },
    });
  });

  test("reports a token unknown to the homeserver, and keeps the admin's session", async () => {
    const { visitor } = await begin();
    expect(await visitor.write("tokens.check", { token: "unknown" })).toMatchObject({
      json: { code: "token_unknown" },
    });
    expect(await visitor.read("session.lifetime")).toMatchObject({ status: 200 });
  });
});

test("revokes a token with its device, but never the admin's own", async () => {
  const { access_token, localpart, password } = await (async () => {
    const account = await synapse.createUser({ admin: true });
    return { ...account, ...(await guest.login(account.localpart, account.password)) };
  })();
  const visitor = new Visitor(dashboard.url);
  await visitor.signInWith("token", { access_token });
  expect(await visitor.write("tokens.revoke", { token: access_token })).toMatchObject({
    json: { code: "token_of_session" },
  });
  const other = await guest.login(localpart, password);
  expect(await visitor.write("tokens.revoke", { token: other.access_token })).toMatchObject({
    status: 200,
  });
  expect(await guest.isTokenAlive(other.access_token)).toBe(false);
  expect(await guest.isTokenAlive(access_token)).toBe(true);
});
