import { beforeAll, describe, expect, test } from "vitest";

import type { OpenSession } from "#lib/contract/session.ts";
import { signInWithToken } from "#lib/server/auth/access-token.ts";
import { asAdmin } from "#tests/support/as-admin.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { MatrixClient, type Account } from "#scripts/support/synapse/client.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { until } from "#scripts/support/until.ts";
import { Visitor } from "#tests/support/visitor.ts";

const { baseUrl, admin, appserviceToken, serverName } = testHomeserver();
const guest = new MatrixClient(baseUrl);
let synapse: MatrixClient;
beforeAll(async () => {
  synapse = (await asAdmin(testHomeserver())).matrix;
});

let person = 0;
const attempt = (access_token: string, refresh_token = "") => {
  person += 1;
  const from = { baseUrl, realm: "test", timeoutMs: 5000, clientAddress: `198.51.100.${person}` };
  return signInWithToken(from, { access_token, refresh_token });
};
const tokenOf = async ({ localpart, password }: Account) => guest.login(localpart, password);

test("accepts an admin's token, and keeps it valid", async () => {
  const { access_token, device_id } = await tokenOf(admin);
  await expect(attempt(access_token)).resolves.toMatchObject({
    user_id: admin.userId,
    device_id,
    gotBy: "pasted",
  });
  expect(await guest.isTokenAlive(access_token)).toBe(true);
});

test("accepts a token without a device", async () => {
  const other = await synapse.createUser({ admin: true });
  const path = `/_synapse/admin/v1/users/${encodeURIComponent(other.userId)}/login`;
  const { access_token } = await synapse.call<{ access_token: string }>("POST", path, { body: {} });
  await expect(attempt(access_token)).resolves.toMatchObject({ user_id: other.userId });
});

describe("a rejected token", () => {
  test("reports an incomplete token", async () => {
    const { access_token } = await tokenOf(admin);
    for (const damaged of [
      access_token.slice(0, -1),
      access_token.slice(1),
      access_token.replace(/.(?=......$)/, "0"),
    ]) {
      await expect(attempt(damaged)).rejects.toMatchObject({
        code: expect.stringMatching(/token_mistyped|token_unknown/),
      });
    }
    await expect(attempt(access_token.slice(0, -1))).rejects.toMatchObject({
      code: "token_mistyped",
    });
  });

  test("reports a revoked token, or one of another homeserver", async () => {
    const { access_token } = await tokenOf(admin);
    await guest.call("POST", "/_matrix/client/v3/logout", { token: access_token, body: {} });
    await expect(attempt(access_token)).rejects.toMatchObject({ code: "token_unknown" });
    await expect(attempt("MDAxOGxvY2F0aW9u")).rejects.toMatchObject({ code: "token_unknown" });
  });

  test("reports an expired token", async () => {
    const other = await synapse.createUser({ admin: true });
    const path = `/_synapse/admin/v1/users/${encodeURIComponent(other.userId)}/login`;
    const body = { valid_until_ms: Date.now() + 1500 };
    const { access_token } = await synapse.call<{ access_token: string }>("POST", path, { body });
    await until("the token to expire", async () => !(await guest.isTokenAlive(access_token)), {
      timeoutMs: 20_000,
    });
    await expect(attempt(access_token)).rejects.toMatchObject({ code: "token_expired" });
  });

  test("reports a guest's token", async () => {
    const { access_token } = await guest.call<{ access_token: string }>(
      "POST",
      "/_matrix/client/v3/register",
      { query: { kind: "guest" }, body: {} },
    );
    await expect(attempt(access_token)).rejects.toMatchObject({ code: "token_of_guest" });
  });

  test("reports an application service's token", async () => {
    await expect(attempt(appserviceToken)).rejects.toMatchObject({
      code: "token_of_appservice",
      details: { owner: `@irc-bridge:${serverName}` },
    });
  });

  test("reports a token of a non-admin, and keeps it signed in", async () => {
    const user = await synapse.createUser();
    const { access_token } = await tokenOf(user);
    await expect(attempt(access_token)).rejects.toMatchObject({
      code: "token_not_admin",
      details: { owner: user.userId },
    });
    expect(await guest.isTokenAlive(access_token)).toBe(true);
  });

  test("reports a token of a locked account", async () => {
    const other = await synapse.createUser({ admin: true });
    const { access_token } = await tokenOf(other);
    const path = `/_synapse/admin/v2/users/${encodeURIComponent(other.userId)}`;
    await synapse.call("PUT", path, { body: { locked: true } });
    await expect(attempt(access_token)).rejects.toMatchObject({ code: "account_locked" });
  });

  test("reports a refresh token, and an access token in its place", async () => {
    const { localpart, password } = admin;
    const login = await guest.login(localpart, password, { refreshToken: true });
    const { access_token, refresh_token = "" } = login;
    await expect(attempt(refresh_token)).rejects.toMatchObject({
      details: { fields: { access_token: { code: "a_refresh_token" } } },
    });
    await expect(attempt(access_token, access_token)).rejects.toMatchObject({
      details: { fields: { refresh_token: { code: "not_a_refresh_token" } } },
    });
    await expect(attempt(access_token, refresh_token)).resolves.toMatchObject({
      access_token,
      refresh_token,
    });
  });
});

test("limits guesses before they reach the homeserver", async () => {
  const from = { baseUrl, realm: "test", timeoutMs: 5000, clientAddress: "203.0.113.99" };
  const codes: string[] = [];
  for (let guess = 0; guess < 7; guess += 1) {
    const pasted = { access_token: `guess-${guess}`, refresh_token: "" };
    await signInWithToken(from, pasted).catch((error: { code: string }) => codes.push(error.code));
  }
  expect(codes.slice(0, 5)).toEqual(Array(5).fill("token_unknown"));
  expect(codes.at(-1)).toBe("too_many_attempts");
});

describe("a session with a pasted token", () => {
  let dashboard: Dashboard;
  beforeAll(async () => {
    dashboard = await startDashboard({ homeserverUrl: baseUrl });
    return () => dashboard.stop();
  });

  async function begin() {
    const account = await synapse.createUser({ admin: true });
    const { access_token } = await tokenOf(account);
    const visitor = new Visitor(dashboard.url);
    expect(await visitor.signInWith("token", { access_token })).toMatchObject({ status: 200 });
    const { sessions } = (await visitor.read("session.list")).json as { sessions: OpenSession[] };
    return { account, access_token, visitor, session: sessions.find((one) => one.is_current) };
  }

  test("marks the session as pasted", async () => {
    expect((await begin()).session).toMatchObject({ got_by: "pasted" });
  });

  test("forgets the token at its end, and revokes it on request", async () => {
    const kept = await begin();
    const said = await kept.visitor.write("session.end");
    expect(said.json).toEqual({ token: "kept", beside: [] });
    expect(await guest.isTokenAlive(kept.access_token)).toBe(true);
    expect(await kept.visitor.read("users.list")).toMatchObject({ status: 401 });

    const revoked = await begin();
    const { json } = await revoked.visitor.write("session.end", { pasted: "revoke" });
    expect(json).toEqual({ token: "revoked", beside: [] });
    expect(await guest.isTokenAlive(revoked.access_token)).toBe(false);
  });

  test("forgets the token when another session ends this one", async () => {
    const { access_token, account, session } = await begin();
    const other = new Visitor(dashboard.url);
    await other.signIn(account.localpart, account.password);
    await other.write("session.revoke", { session_id: session?.id });
    // The next one that is ended shows that this one has had its turn.
    const last = new Visitor(dashboard.url);
    await last.signIn(account.localpart, account.password);
    await other.write("session.revokeOthers");
    await until(
      "the other device to be gone",
      async () => (await synapse.devicesOf(account.userId)).length === 2,
      { timeoutMs: 20_000 },
    );
    expect(await guest.isTokenAlive(access_token)).toBe(true);
  });
});
