import { beforeEach, describe, expect, test } from "vitest";

import { matrix } from "#lib/contract/internal/accounts.ts";
import { revokeOnFailure } from "#lib/server/auth/fresh-token.ts";
import { signIn } from "#lib/server/auth/password.ts";
import {
  sendJson,
  startFakeHomeserver,
  type FakeHomeserver,
} from "#tests/support/fake-homeserver.ts";

let synapse: FakeHomeserver;
beforeEach(async () => {
  // A fresh one each time: what is found out about a homeserver is kept for a while.
  synapse = await startFakeHomeserver();
  synapse.answer(matrix.versions, { versions: ["v1.11"] });
  synapse.answer(matrix.loginFlows, { flows: [{ type: "m.login.password" }] });
  synapse.answer(matrix.serverKeys, { server_name: "example.org" });
  synapse.answer(matrix.serverVersion, { server_version: "1.163.2" });
  synapse.answer(matrix.login, LOGGED_IN);
  synapse.answer(matrix.logout, {});
  synapse.answer(matrix.adminProbe, { displayname: "Ada" });
  return () => synapse[Symbol.asyncDispose]();
});

const LOGGED_IN = { user_id: "@ada:example.org", access_token: "syt_fresh", device_id: "D" };
let person = 0;
const attempt = (user = "ada") => {
  person += 1;
  const { baseUrl } = synapse;
  const from = { baseUrl, realm: "test", timeoutMs: 300, clientAddress: `192.0.2.${person}` };
  return revokeOnFailure((arrived) => signIn(from, { user, password: "secret" }, arrived));
};
const calls = (path: string) => synapse.seen.filter(({ url }) => url.startsWith(path));
const revoked = () => calls(matrix.logout.path).map(({ headers }) => headers.authorization);

test("signs an admin in with a recognisable device name", async () => {
  await expect(attempt()).resolves.toMatchObject({ access_token: "syt_fresh", displayname: "Ada" });
  expect(calls(matrix.login.path).at(-1)?.body).toEqual({
    type: "m.login.password",
    identifier: { type: "m.id.user", user: "ada" },
    password: "secret",
    initial_device_display_name: "Synapse Dashboard on dashboard.test",
    refresh_token: true,
  });
  expect(revoked()).toEqual([]);
});

describe("user name", () => {
  test.each([
    ["@ada:example.org", "ada"],
    ["ada:EXAMPLE.org", "ada"],
    ["  ADA ", "ADA"],
  ])("sends %j as %j", async (typed, sent) => {
    await attempt(typed);
    expect(calls(matrix.login.path).at(-1)?.body).toMatchObject({ identifier: { user: sent } });
  });

  test("rejects a user of another homeserver, and sends the password nowhere", async () => {
    await expect(attempt("@ada:example.com")).rejects.toMatchObject({
      code: "other_server",
      details: { server: "example.org" },
    });
    expect(synapse.seen.filter(({ method }) => method === "POST")).toEqual([]);
  });

  test("rejects an email address at its field", async () => {
    await expect(attempt("ada@example.org")).rejects.toMatchObject({
      code: "invalid_input",
      details: { fields: { user: { code: "not_a_user_name" } } },
    });
  });
});

test("signs in on a homeserver that supports only r0", async () => {
  synapse.refuse(matrix.loginFlows, 404, "M_UNRECOGNIZED");
  synapse.answer(matrix.loginFlowsR0, { flows: [{ type: "m.login.password" }] });
  synapse.refuse(matrix.login, 404, "M_UNRECOGNIZED");
  synapse.answer(matrix.loginR0, LOGGED_IN);
  await expect(attempt()).resolves.toMatchObject({ access_token: "syt_fresh" });
});

describe("homeserver errors", () => {
  test.each([
    [403, "M_FORBIDDEN", {}, { code: "wrong_credentials" }],
    [401, "M_USER_LOCKED", { soft_logout: true }, { code: "account_locked" }],
    [
      429,
      "M_LIMIT_EXCEEDED",
      { retry_after_ms: 5873 },
      { code: "rate_limited", details: { retryAfterMs: 5873 } },
    ],
    [
      400,
      "M_UNKNOWN",
      { error: "Password login has been disabled." },
      { code: "password_login_disabled" },
    ],
  ])("translates %i %s", async (status, errcode, extra, expected) => {
    synapse.refuse(matrix.login, status, errcode, extra);
    await expect(attempt()).rejects.toMatchObject(expected);
  });

  // Before Synapse 1.134 a locked account is given a token, which opens nothing.
  test.each(["M_USER_LOCKED", "ORG_MATRIX_MSC3939_USER_LOCKED"])(
    "translates %s after the sign-in",
    async (errcode) => {
      synapse.answer(matrix.login, LOGGED_IN);
      synapse.refuse(matrix.adminProbe, 401, errcode, { soft_logout: true });
      await expect(attempt()).rejects.toMatchObject({ code: "account_locked" });
    },
  );

  test("reports a homeserver that does not answer", async () => {
    synapse.reply(matrix.login, () => undefined);
    await expect(attempt()).rejects.toMatchObject({ code: "homeserver_timeout" });
  });

  test("reports a broken connection", async () => {
    synapse.reply(matrix.login, (_, response) => response.destroy());
    await expect(attempt()).rejects.toMatchObject({ code: "homeserver_unreachable" });
  });
});

describe("a homeserver without passwords", () => {
  test("sends no password where there is only single sign-on", async () => {
    synapse.answer(matrix.loginFlows, {
      flows: [{ type: "m.login.sso", identity_providers: [{ id: "oidc", name: "Company" }] }],
    });
    await expect(attempt()).rejects.toMatchObject({
      code: "password_login_disabled",
      details: { offers: ["sso"] },
    });
  });

  test("sends no password to MAS, even if its flows list passwords", async () => {
    synapse.answer(matrix.authMetadata, { issuer: "https://auth.example.org/" });
    await expect(attempt()).rejects.toMatchObject({
      code: "password_login_disabled",
      details: { offers: ["mas"] },
    });
    expect(synapse.seen.filter(({ method }) => method === "POST")).toEqual([]);
  });
});

describe("a refused user", () => {
  test("revokes the token of a user who is no admin", async () => {
    synapse.refuse(matrix.adminProbe, 403, "M_FORBIDDEN");
    await expect(attempt()).rejects.toMatchObject({ code: "not_admin" });
    expect(revoked()).toEqual(["Bearer syt_fresh"]);
  });

  test.each([404, 403])(
    "revokes the token when a proxy hides the admin API with %i",
    async (status) => {
      synapse.reply(matrix.adminProbe, (_, response) => response.writeHead(status).end("<html>"));
      await expect(attempt()).rejects.toMatchObject({
        code: "admin_api_unreachable",
        details: { status },
      });
      expect(revoked()).toEqual(["Bearer syt_fresh"]);
    },
  );

  test("revokes the token when the admin API does not answer", async () => {
    synapse.reply(matrix.adminProbe, () => undefined);
    await expect(attempt()).rejects.toMatchObject({ code: "homeserver_timeout" });
    expect(revoked()).toEqual(["Bearer syt_fresh"]);
  });
});

describe("an unexpected login answer", () => {
  const login = (body: unknown) =>
    synapse.reply(matrix.login, (_, response) => sendJson(response, 200, body));

  test.each([
    ["no token", { user_id: "@ada:example.org", device_id: "D" }],
    ["a token of another type", { ...LOGGED_IN, access_token: 7 }],
    ["an empty token", { ...LOGGED_IN, access_token: "" }],
    ["another shape", []],
  ])("rejects a login answer with %s", async (_, body) => {
    login(body);
    await expect(attempt()).rejects.toMatchObject({
      code: "unexpected_response",
      details: { status: 200 },
    });
    expect(revoked()).toEqual([]);
  });

  test("rejects a web page as a login answer", async () => {
    synapse.reply(matrix.login, (_, response) => response.writeHead(200).end("<html>"));
    await expect(attempt()).rejects.toMatchObject({ code: "unexpected_response" });
  });

  test("reports a proxy failure", async () => {
    synapse.reply(matrix.login, (_, response) => response.writeHead(502).end("<html>"));
    await expect(attempt()).rejects.toMatchObject({ code: "homeserver_failed" });
  });

  test.each([
    ["no account", { access_token: "syt_fresh", device_id: "D" }],
    ["an invalid account", { ...LOGGED_IN, user_id: "ada" }],
    ["no device", { access_token: "syt_fresh", user_id: "@ada:example.org" }],
  ])("rejects a login answer with %s, and revokes its token", async (_, body) => {
    login(body);
    await expect(attempt()).rejects.toMatchObject({ code: "unexpected_response" });
    expect(revoked()).toEqual(["Bearer syt_fresh"]);
  });
});

test("recognises an admin without a user record by the list of rooms", async () => {
  synapse.refuse(matrix.adminProbe, 404, "M_NOT_FOUND");
  synapse.reply(matrix.adminProbeByRooms, (_, response) => sendJson(response, 200, {}));
  await expect(attempt()).resolves.toMatchObject({ displayname: null });

  synapse.refuse(matrix.adminProbeByRooms, 403, "M_FORBIDDEN");
  await expect(attempt()).rejects.toMatchObject({ code: "not_admin" });
});
