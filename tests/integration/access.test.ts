import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";

import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import type { api } from "#lib/contract/index.ts";
import { tokenOf } from "#lib/server/domain/users/impersonate.ts";
import { asAdmin } from "#tests/support/as-admin.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { startProxy } from "#tests/support/proxy.ts";
import { MatrixClient } from "#scripts/support/synapse/client.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { until } from "#scripts/support/until.ts";
import { Visitor } from "#tests/support/visitor.ts";

const homeserver = testHomeserver();
const guest = new MatrixClient(homeserver.baseUrl);
/** Every token that the dashboard has used. */
const used = new Set<string>();
let dashboard: Dashboard;
let synapse: Awaited<ReturnType<typeof asAdmin>>;
let visitor: Visitor;

beforeAll(async () => {
  synapse = await asAdmin(homeserver);
  const proxy = await startProxy(homeserver.baseUrl, (_, { authorization }) => {
    if (authorization) used.add(authorization.replace("Bearer ", ""));
    return undefined;
  });
  dashboard = await startDashboard({ homeserverUrl: proxy.url });
  const ada = await synapse.matrix.createUser({ admin: true });
  visitor = new Visitor(dashboard.url);
  await visitor.signIn(ada.localpart, ada.password);
  return async () => {
    await dashboard.stop();
    await proxy[Symbol.asyncDispose]();
  };
});

async function createUser() {
  const account = await synapse.matrix.createUser();
  const { access_token } = await guest.login(account.localpart, account.password);
  return { ...account, matrix: guest.as({ token: access_token }) };
}
type TestUser = Awaited<ReturnType<typeof createUser>>;

const whoIs = async (token: string) =>
  (await guest.call<{ user_id: string }>("GET", "/_matrix/client/v3/account/whoami", { token }))
    .user_id;

/** Asks the door and expects it to be done. */
async function done<Answer>(id: string, input: object): Promise<Answer> {
  const answer = await visitor.write(id, input);
  expect(answer).toMatchObject({ status: 200 });
  return answer.json as Answer;
}
type LoggedInAs = OutputOf<typeof api.access.logInAs>;

describe("logging in as a user", () => {
  const reason = "looking after a stuck client";

  test("issues a token for the user, lists it, and revokes it", async () => {
    const { userId } = await createUser();
    const { access_token, login } = await done<LoggedInAs>("access.logInAs", {
      user_id: userId,
      minutes: 15,
      reason,
    });
    expect(await whoIs(access_token)).toBe(userId);
    expect(Math.round((login.expires_ts - Date.now()) / 60_000)).toBe(15);
    const { json } = await visitor.read("access.logins", { user_id: userId });
    expect(json).toEqual({ logins: [login] });

    await done("access.revokeLogin", { user_id: userId, login_id: login.id });
    expect(await guest.isTokenAlive(access_token)).toBe(false);
    expect((await visitor.read("access.logins", { user_id: userId })).json).toEqual({ logins: [] });
    // Once more is as good.
    await done("access.revokeLogin", { user_id: userId, login_id: login.id });
  });

  test("records the reason, and stores the token nowhere", async () => {
    const { userId } = await createUser();
    const { access_token } = await done<LoggedInAs>("access.logInAs", {
      user_id: userId,
      minutes: 5,
      reason,
    });
    const trail = await visitor.read("audit.list", { target: userId });
    expect(trail.json).toMatchObject({
      records: [{ action: "access.logInAs", input: { user_id: userId, minutes: 5, reason } }],
    });
    const logins = await visitor.read("access.logins", { user_id: userId });
    const exported = await visitor.ask("/api/exports/audit?format=json");
    const told = [trail.text, logins.text, exported.text, ...dashboard.logs()].join("\n");
    expect(exported.text).toContain(reason);
    expect(told).not.toContain(access_token);
  });

  test("rejects a missing reason, more than an hour, and the admin's own account", async () => {
    const { userId } = await createUser();
    const about = { user_id: userId, minutes: 5, reason };
    const statusOf = async (changed: object) =>
      (await visitor.write("access.logInAs", { ...about, ...changed })).status;
    expect(await statusOf({ reason: "  " })).toBe(400);
    expect(await statusOf({ minutes: 61 })).toBe(400);
    const { user } = (await visitor.ask("/api/auth/session")).json as { user: { id: string } };
    expect(await statusOf({ user_id: user.id })).toBe(422);
  });

  test("issues a token that Synapse expires in time", async () => {
    const { userId } = await createUser();
    const token = await tokenOf(synapse.homeserver, userId, Date.now() + 3000);
    expect(await whoIs(token)).toBe(userId);
    await until("the token to expire", async () => !(await guest.isTokenAlive(token)), {
      timeoutMs: 20_000,
    });
  });
});

/** A room of Ada's in which Ben may do so much. */
async function aRoom(ada: TestUser, ben: TestUser, level: number, version = "11") {
  const { room_id } = await ada.matrix.call<{ room_id: string }>(
    "POST",
    "/_matrix/client/v3/createRoom",
    {
      body: {
        room_version: version,
        preset: "public_chat",
        power_level_content_override: {
          users: { ...(version === "11" && { [ada.userId]: 100 }), [ben.userId]: level },
        },
      },
    },
  );
  await ben.matrix.call("POST", `/_matrix/client/v3/join/${encodeURIComponent(room_id)}`, {
    body: {},
  });
  return room_id;
}
const powerIn = async (ada: TestUser, room_id: string) =>
  (
    await ada.matrix.call<{ users: Record<string, number> }>(
      "GET",
      `/_matrix/client/v3/rooms/${encodeURIComponent(room_id)}/state/m.room.power_levels/`,
    )
  ).users;

describe("acting for a user without revealing a token", () => {
  test("leaves a room", async () => {
    const [ada, ben] = [await createUser(), await createUser()];
    const room_id = await aRoom(ada, ben, 0);
    const before = new Set(used);
    const about = { user_id: ben.userId, room_id };
    expect(await done("access.leaveRoom", about)).toEqual({ has_left: true });
    const { joined_rooms } = await ben.matrix.call<{ joined_rooms: string[] }>(
      "GET",
      "/_matrix/client/v3/joined_rooms",
    );
    expect(joined_rooms).toEqual([]);
    const brief = [...used].filter((token) => !before.has(token));
    expect(brief).toHaveLength(1);
    expect(await guest.isTokenAlive(`${brief[0]}`)).toBe(false);
  });

  test("removes the user's power, and keeps everyone else's", async () => {
    const [ada, ben] = [await createUser(), await createUser()];
    const room_id = await aRoom(ada, ben, 100);
    const about = { user_id: ben.userId, room_id };
    expect(await done("access.giveUpPower", about)).toEqual({ is_given_up: true, reason: null });
    expect(await powerIn(ada, room_id)).toEqual({ [ada.userId]: 100 });
    // Now Ada is the last one.
    expect(await done("access.giveUpPower", { user_id: ada.userId, room_id })).toEqual({
      is_given_up: false,
      reason: "only_admin",
    });
    expect(await powerIn(ada, room_id)).toEqual({ [ada.userId]: 100 });
  });

  test("keeps a creator's power from room version 12 on, and removes any other", async () => {
    const [ada, ben] = [await createUser(), await createUser()];
    const room_id = await aRoom(ada, ben, 100, "12");
    expect(await done("access.giveUpPower", { user_id: ada.userId, room_id })).toMatchObject({
      reason: "creator",
    });
    expect(await done("access.giveUpPower", { user_id: ben.userId, room_id })).toMatchObject({
      is_given_up: true,
    });
    expect(await powerIn(ada, room_id)).toEqual({});
  });

  test("does nothing for a locked account, and keeps the admin signed in", async () => {
    const [ada, ben] = [await createUser(), await createUser()];
    const room_id = await aRoom(ada, ben, 0);
    await synapse.matrix.call("PUT", `/_synapse/admin/v2/users/${encodeURIComponent(ben.userId)}`, {
      body: { locked: true },
    });
    const answer = await visitor.write("access.leaveRoom", { user_id: ben.userId, room_id });
    expect(answer).toMatchObject({ status: 422, json: { code: "rejected" } });
    expect((await visitor.read("users.list")).status).toBe(200);
  });

  test("lists rooms by name", async () => {
    const ada = await createUser();
    await ada.matrix.call("POST", "/_matrix/client/v3/createRoom", { body: { name: "Kitchen" } });
    const { json } = await visitor.read("access.rooms", { user_id: ada.userId });
    expect(json).toMatchObject({ rooms: [{ name: "Kitchen" }] });
  });
});

test("opens a window for new keys for ten minutes, only for users with keys", async () => {
  const ben = await createUser();
  const open = () => visitor.write("access.allowCrossSigningReset", { user_id: ben.userId });
  expect(await open()).toMatchObject({ status: 404, json: { code: "not_found" } });
  const key = randomBytes(32).toString("base64").replace("=", "");
  await ben.matrix.call("POST", "/_matrix/client/v3/keys/device_signing/upload", {
    body: {
      master_key: { user_id: ben.userId, usage: ["master"], keys: { [`ed25519:${key}`]: key } },
    },
  });
  const { json } = await open();
  const { updatable_without_uia_before_ms } = json as { updatable_without_uia_before_ms: number };
  expect(Math.round((updatable_without_uia_before_ms - Date.now()) / 60_000)).toBe(10);
});
