import { beforeEach, describe, expect, test } from "vitest";

import { accessCalls } from "#lib/contract/internal/access.ts";
import type { Endpoint } from "#lib/contract/kit/endpoint.ts";
import { actionById, api } from "#lib/contract/index.ts";
import type { BulkTask } from "#lib/contract/jobs.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { matchingUsers } from "#lib/server/domain/users/matching-users.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { kindOf } from "#lib/server/jobs/kinds/index.ts";
import { runItem } from "#lib/server/jobs/run-item.ts";
import { runOperation } from "#lib/server/operations/index.ts";
import { assertNotManagedByMas } from "#lib/server/homeserver/guards.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";
import { listInactive } from "#lib/server/domain/users/inactive.ts";
import { aDevice, anOpenSession, aUser, aUserDetail } from "#tests/support/builders.ts";
import { fakeHomeserver } from "#tests/support/shared-fake-homeserver.ts";

const synapse = fakeHomeserver();

const ISSUER = "https://auth.test/";
const plain = (): Homeserver => ({
  baseUrl: synapse.baseUrl,
  accessToken: "mat_secret",
  userId: "@me:test",
  realm: "test",
  timeoutMs: 300,
});
const underMas = (): Homeserver => ({ ...plain(), masIssuer: ISSUER });
const refusal = { code: "decided_by_mas", details: { server: ISSUER } };
const writes = () => synapse.seen.filter(({ method }) => method !== "GET");

const user_id = "@ada:test";
const about = { user_id };
const password = "correct horse battery";
const import_id = "0198c2a4-5b1e-7000-8000-000000000001";
const selection = { user_ids: [user_id] };
const threepids = [{ medium: "email", address: "ada@example.org" }];
const external_ids = [{ auth_provider: "oidc", external_id: "7" }];

/**
 * What Synapse refuses there, or takes without effect. That every write says who does it is for the compiler
 * to see (`underMas`); that what it says is heeded is shown here.
 */
const DONE_BY_MAS: [id: string, input: Record<string, unknown>][] = [
  ["users.resetPassword", { ...about, new_password: password, logout_devices: false }],
  ["users.lock", { ...about, locked: true }],
  ["users.lock", { ...about, locked: false }],
  ["users.create", about],
  ["users.create", { ...about, password, admin: true }],
  ["users.modify", { ...about, was: { admin: false }, admin: true }],
  ["users.modify", { ...about, was: { admin: true }, admin: false }],
  ["users.modify", { ...about, was: { threepids: [] }, threepids }],
  ["users.modify", { ...about, was: { threepids }, threepids: [] }],
  ["users.modify", { ...about, was: { external_ids: [] }, external_ids }],
  [
    "users.modify",
    { ...about, was: { displayname: "", admin: false }, displayname: "A", admin: true },
  ],
  ["users.renew", about],
  ["devices.create", { ...about, device_id: "D" }],
  ["devices.revoke", { ...about, devices: ["D"] }],
  ["access.logInAs", { ...about, minutes: 5, reason: "a report" }],
  ["tokens.make", { user: "ada", password, device_name: "bot" }],
  ["jobs.start", { task: { kind: "lock", locked: true }, selection }],
  ["jobs.start", { task: { kind: "lock", locked: false }, selection }],
  ["jobs.start", { task: { kind: "revoke_devices" }, selection }],
  ["jobs.start", { task: { kind: "revoke_devices", unseen_days: 90 }, selection }],
  ["jobs.start", { task: { kind: "deactivate", erase: false }, selection }],
  ["jobs.start", { task: { kind: "deactivate", erase: true }, selection }],
  ["jobs.start", { task: { kind: "reactivate", restore: [] }, selection }],
  [
    "imports.start",
    {
      import_id,
      mode: "create",
      generate_credentials: true,
      overwrite_credentials: false,
      count: 1,
    },
  ],
];

const actionOf = (id: string) => {
  const action = actionById.get(id);
  if (!action) throw new Error(`${id} is not published`);
  return action;
};

async function ask(homeserver: Homeserver, id: string, given: Record<string, unknown>) {
  const action = actionOf(id);
  const input = action.input.parse(given) as Record<string, unknown>;
  if (action.kind === "endpoint") return callHomeserver(homeserver, action, input);
  return runOperation(action, { session: anOpenSession(), homeserver }, input);
}

describe("actions that MAS handles", () => {
  test.each(DONE_BY_MAS)(
    "rejects %s %j under MAS, without a request to Synapse",
    async (id, input) => {
      await expect(ask(underMas(), id, input)).rejects.toMatchObject(refusal);
      expect(synapse.seen).toEqual([]);
    },
  );

  test("allows actions that MAS handles where there is no MAS", () => {
    for (const [id, input] of DONE_BY_MAS) {
      const action = actionOf(id);
      const parsed = action.input.parse(input) as Record<string, unknown>;
      expect(() => assertNotManagedByMas(plain(), action, parsed)).not.toThrow();
    }
  });
});

/** Calls that our own server makes alone. */
const CALLS: [name: string, call: Endpoint, input: Record<string, unknown>][] = [
  ["creates an account", matrix.createUser, about],
  ["sets a password", matrix.putUser, { ...about, password }],
  ["makes an admin", matrix.putUser, { ...about, admin: true }],
  ["takes admin rights away", matrix.putUser, { ...about, admin: false }],
  ["locks", matrix.putUser, { ...about, locked: true }],
  ["unlocks", matrix.putUser, { ...about, locked: false }],
  ["changes addresses", matrix.putUser, { ...about, threepids: [] }],
  ["changes sign-ins", matrix.putUser, { ...about, external_ids: [] }],
  ["deactivates", matrix.deactivate, { ...about, erase: false }],
  ["reactivates", matrix.reactivate, { ...about, deactivated: false }],
  ["creates a device", matrix.createDevice, { ...about, device_id: "D" }],
  ["renews an account", matrix.renewValidity, about],
  ["logs in as another user", accessCalls.login, { ...about, valid_until_ms: 1 }],
];

test.each(CALLS)("rejects a call that %s under MAS", async (_, call, input) => {
  await expect(callHomeserver(underMas(), call, input)).rejects.toMatchObject(refusal);
  expect(synapse.seen).toEqual([]);
});

test.each([{ displayname: "Ada" }, { avatar_url: "mxc://test/a" }, { user_type: "bot" }])(
  "sends a change of %j to Synapse under MAS",
  async (change) => {
    synapse.answer(matrix.putUser, {});
    await callHomeserver(underMas(), matrix.putUser, { ...about, ...change });
    expect(writes()).toMatchObject([{ body: change }]);
  },
);

test.each<BulkTask>([
  { kind: "suspend", suspend: true },
  { kind: "shadow_ban", banned: true },
  { kind: "set_user_type", user_type: null },
  { kind: "join_room", room: "!a:test" },
  { kind: "notice", text: "Hello", people_only: true },
  { kind: "delete_media" },
  { kind: "redact", rooms: [], use_admin: false },
])("starts a job of %j under MAS", (task) => {
  const input = { task, selection };
  expect(() => assertNotManagedByMas(underMas(), api.jobs.start, input)).not.toThrow();
});

describe("protecting the last admin under MAS", () => {
  beforeEach(() => {
    synapse.answer(api.users.get, aUserDetail({ name: user_id, admin: true }) as never);
    synapse.answer(api.users.list, { users: [aUser({ name: user_id, admin: true })], total: 1 });
    synapse.answer(api.users.suspend, {});
  });
  const suspend = (whose: string) =>
    callHomeserver(underMas(), api.users.suspend, { user_id: whose, suspend: true });

  test("does not guess from Synapse's admin flags, which mean nothing under MAS", async () => {
    await suspend(user_id);
    expect(synapse.seen.map(({ method }) => method)).toEqual(["PUT"]);
  });

  test("protects the admin's own account", async () => {
    await expect(suspend("@me:test")).rejects.toMatchObject({ code: "own_account" });
    expect(synapse.seen).toEqual([]);
  });
});

describe("lists of users under MAS", () => {
  beforeEach(() => synapse.answer(api.users.list, { users: [aUser()], total: 1 }));
  const { signal } = new AbortController();
  const lists: [string, (homeserver: Homeserver) => Promise<unknown>][] = [
    ["a page", (homeserver) => ask(homeserver, "users.list", {})],
    ["a page with guests", (homeserver) => ask(homeserver, "users.list", { guests: true })],
    [
      "inactive users",
      (homeserver) => listInactive(homeserver, api.users.listUnseen.input.parse({ unseen: 30 })),
    ],
    ["a file or a job", (homeserver) => collect(homeserver, { admins: true })],
  ];
  const collect = async (homeserver: Homeserver, filter: object) => {
    const users = [];
    for await (const user of matchingUsers(homeserver, { ...filter }, signal)) users.push(user);
    return users;
  };
  const guests = () =>
    synapse.seen.map(({ url }) => new URLSearchParams(url.split("?")[1]).getAll("guests"));

  test.each(lists)("reads %s without guests under MAS", async (_, read) => {
    await read(underMas());
    expect(guests().length).toBeGreaterThan(0);
    expect(new Set(guests().flat())).toEqual(new Set(["false"]));
    expect(guests().every((given) => given.length === 1)).toBe(true);
  });

  test("reads the list unchanged without MAS", async () => {
    await ask(plain(), "users.list", {});
    await ask(plain(), "users.list", { guests: true });
    expect(guests()).toEqual([[], ["true"]]);
  });
});

describe("a job started before MAS", () => {
  const work = {
    target: user_id,
    id: "job.0",
    known: {},
    checkpoint: async () => undefined,
    pause: async () => undefined,
    record: <T>(_action: string, _input: object, run: () => Promise<T>) => run(),
    signal: new AbortController().signal,
  };
  const tasks: BulkTask[] = [
    { kind: "lock", locked: true },
    { kind: "revoke_devices" },
    { kind: "deactivate", erase: false },
    { kind: "deactivate", erase: true },
    { kind: "reactivate", restore: [] },
  ];
  test.each(tasks)("skips %j with the reason, and does not retry it", async (task) => {
    synapse.answer(api.users.get, aUserDetail({ name: user_id, deactivated: true }) as never);
    synapse.answer(api.devices.list, { devices: [aDevice()], total: 1 });
    const item = { attempts: 1, isRetryOfUnknown: false, confirm: async () => undefined };
    const outcome = await runItem(kindOf(task), { ...work, homeserver: underMas() }, item);
    expect(outcome).toEqual({ is: "skipped", reason: "decided_by_mas" });
    expect(writes()).toEqual([]);
  });
});

describe("acting for a user under MAS", () => {
  const room_id = "!a:test";
  test.each(["access.leaveRoom", "access.giveUpPower"])(
    "rejects %s, since no admin can log in as a user",
    async (id) => {
      const state = (type: string, content: object) => ({
        type,
        state_key: "",
        sender: "@other:test",
        content: content as Record<string, unknown>,
      });
      synapse.answer(accessCalls.state, {
        state: [
          state("m.room.create", { room_version: "10" }),
          state("m.room.power_levels", { users: { [user_id]: 100, "@other:test": 100 } }),
        ],
      });
      synapse.answer(accessCalls.members, { members: [user_id, "@other:test"] });
      await expect(ask(underMas(), id, { user_id, room_id })).rejects.toMatchObject(refusal);
      expect(writes()).toEqual([]);
    },
  );

  test("allows acting for one's own account", async () => {
    synapse.answer(accessCalls.leave, {});
    synapse.answer(matrix.joinedRooms, { joined_rooms: [] });
    const homeserver = { ...underMas(), userId: anOpenSession().userId };
    const own = { user_id: anOpenSession().userId, room_id };
    await expect(ask(homeserver, "access.leaveRoom", own)).resolves.toEqual({ has_left: true });
  });
});
