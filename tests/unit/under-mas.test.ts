import { beforeEach, describe, expect, test } from "vitest";

import { accessCalls } from "#lib/contract/internal/access.ts";
import type { Endpoint } from "#lib/contract/kit/endpoint.ts";
import { actionById, api } from "#lib/contract/index.ts";
import { jobCalls } from "#lib/contract/internal/jobs.ts";
import type { BulkTask } from "#lib/contract/jobs.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { mediaCalls } from "#lib/contract/internal/media.ts";
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

/** What the browser may ask for and the Matrix Authentication Service does, by what it is asked with. */
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

/** What Synapse goes on doing, and what is the dashboard's own. A write that is new belongs here or above. */
const DONE_HERE = [
  "access.allowCrossSigningReset",
  // With an access token of the user's, which is refused: for one's own account none is needed.
  "access.giveUpPower",
  "access.leaveRoom",
  "access.revokeLogin",
  "devices.rename",
  "imports.check",
  "imports.discard",
  "jobs.cancel",
  "jobs.pause",
  "jobs.resume",
  "jobs.retryFailed",
  "jobs.takeOver",
  "limits.liftRateLimit",
  "limits.removeRateLimit",
  "limits.setFeatures",
  "limits.setRateLimit",
  "media.delete",
  "media.protect",
  "media.quarantine",
  "media.quarantineAll",
  "media.release",
  "media.unprotect",
  "preferences.set",
  "session.end",
  "session.revoke",
  "session.revokeOthers",
  "session.stay",
  "tokens.check",
  "tokens.revoke",
  "users.setType",
  "users.shadowBan",
  "users.shadowUnban",
  "users.suspend",
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

describe("what the Matrix Authentication Service does", () => {
  test.each(DONE_BY_MAS)("%s %j is refused, and nothing reaches Synapse", async (id, input) => {
    await expect(ask(underMas(), id, input)).rejects.toMatchObject(refusal);
    expect(synapse.seen).toEqual([]);
  });

  test.each(DONE_BY_MAS)("%s %j is done where there is no such service", (id, input) => {
    const action = actionOf(id);
    const parsed = action.input.parse(input) as Record<string, unknown>;
    expect(() => assertNotManagedByMas(plain(), action, parsed)).not.toThrow();
  });

  test("of every write it is known who does it", () => {
    const published = [...actionById.values()].filter(({ reads }) => !reads);
    const known = new Set([...DONE_BY_MAS.map(([id]) => id), ...DONE_HERE]);
    expect(published.map(({ id }) => id).sort()).toEqual([...known].sort());
  });

  test("no read is refused", () => {
    const refused = [...actionById.values()].filter(
      ({ reads, underMas: decided }) => reads && decided?.refuses,
    );
    expect(refused).toEqual([]);
  });
});

/** Calls that our own server makes alone. */
const CALLS: [name: string, call: Endpoint, input: Record<string, unknown>][] = [
  ["creates an account", matrix.createUser, about],
  ["sets a password", matrix.putUser, { ...about, password }],
  ["makes an admin", matrix.putUser, { ...about, admin: true }],
  ["makes somebody no admin", matrix.putUser, { ...about, admin: false }],
  ["locks", matrix.putUser, { ...about, locked: true }],
  ["unlocks", matrix.putUser, { ...about, locked: false }],
  ["reactivates", matrix.putUser, { ...about, deactivated: false }],
  ["changes addresses", matrix.putUser, { ...about, threepids: [] }],
  ["changes sign-ins", matrix.putUser, { ...about, external_ids: [] }],
  ["deactivates", matrix.deactivate, { ...about, erase: false }],
  ["erases", matrix.deactivate, { ...about, erase: true }],
  ["creates a device", matrix.createDevice, { ...about, device_id: "D" }],
  ["renews an account", matrix.renewValidity, about],
  ["logs in as somebody", accessCalls.login, { ...about, valid_until_ms: 1 }],
];

describe("a call of our own server that", () => {
  test.each(CALLS)("%s is not sent there", async (_, call, input) => {
    await expect(callHomeserver(underMas(), call, input)).rejects.toMatchObject(refusal);
    expect(synapse.seen).toEqual([]);
  });

  test.each(CALLS)("%s is sent elsewhere, as it is", async (_, call, input) => {
    synapse.answer(api.users.get, aUserDetail({ name: user_id }) as never);
    synapse.answer(call, { expiration_ts: 1, access_token: "syt_of_ada" });
    await callHomeserver(plain(), call, input);
    const { user_id: _inPath, ...body } = input;
    const inPath = call.path.includes("{user_id}");
    expect(writes()).toMatchObject([{ body: inPath ? body : input }]);
  });

  test("is refused there is in the list", () => {
    const all: Endpoint[] = [matrix, accessCalls, jobCalls, mediaCalls].flatMap((calls) =>
      Object.values<Endpoint>(calls),
    );
    const refused = all.filter(({ underMas: decided }) => decided?.refuses);
    expect(new Set(CALLS.map(([, call]) => call))).toEqual(new Set(refused));
  });
});

/** What of an account Synapse still decides there. */
const SENT: [name: string, call: Endpoint, input: Record<string, unknown>][] = [
  ["a display name", matrix.putUser, { ...about, displayname: "Ada" }],
  ["a picture", matrix.putUser, { ...about, avatar_url: "mxc://test/a" }],
  ["a type", matrix.putUser, { ...about, user_type: "bot" }],
  ["a type, by itself", api.users.setType, { ...about, user_type: null }],
  ["a suspension", api.users.suspend, { ...about, suspend: true }],
  ["its end", api.users.suspend, { ...about, suspend: false }],
  ["a shadow ban", api.users.shadowBan, about],
  ["the end of one", api.users.shadowUnban, about],
  ["a rate limit", api.limits.setRateLimit, { ...about, messages_per_second: 1, burst_count: 2 }],
  ["features", api.limits.setFeatures, { ...about, features: { msc3881: true } }],
  ["a device's name", api.devices.rename, { ...about, device_id: "D", display_name: "Phone" }],
  ["new cross-signing keys", api.access.allowCrossSigningReset, about],
  ["a place in a room", matrix.joinRoom, { ...about, room_id_or_alias: "!a:test" }],
  ["a redaction", jobCalls.redact, { ...about, rooms: [], limit: 1, use_admin: false }],
  ["the end of all files", jobCalls.deleteUserMedia, about],
];

test.each(SENT)("%s is Synapse's there too", async (_, call, input) => {
  synapse.answer(api.users.get, aUserDetail({ name: user_id }) as never);
  synapse.answer(call, {
    updatable_without_uia_before_ms: 1,
    redact_id: "r",
    deleted_media: [],
  });
  await callHomeserver(underMas(), call, input);
  expect(writes()).toHaveLength(1);
});

describe("who may still sign in", () => {
  beforeEach(() => {
    synapse.answer(api.users.get, aUserDetail({ name: user_id, admin: true }) as never);
    synapse.answer(api.users.list, { users: [aUser({ name: user_id, admin: true })], total: 1 });
    synapse.answer(api.users.suspend, {});
  });
  const suspend = (whose: string) =>
    callHomeserver(underMas(), api.users.suspend, { user_id: whose, suspend: true });

  test("is not guessed from Synapse's admin flags, which mean nothing there", async () => {
    await suspend(user_id);
    expect(synapse.seen.map(({ method }) => method)).toEqual(["PUT"]);
  });

  test("includes whoever asks: their own account stays out of it", async () => {
    await expect(suspend("@me:test")).rejects.toMatchObject({ code: "own_account" });
    expect(synapse.seen).toEqual([]);
  });
});

describe("a list of users", () => {
  beforeEach(() => synapse.answer(api.users.list, { users: [aUser()], total: 1 }));
  const { signal } = new AbortController();
  const lists: [string, (homeserver: Homeserver) => Promise<unknown>][] = [
    ["a page", (homeserver) => ask(homeserver, "users.list", {})],
    ["a page with guests", (homeserver) => ask(homeserver, "users.list", { guests: true })],
    [
      "those not seen",
      (homeserver) => listInactive(homeserver, api.users.listUnseen.input.parse({ unseen: 30 })),
    ],
    ["a file, or whom a job is for", (homeserver) => collect(homeserver, { admins: true })],
  ];
  const collect = async (homeserver: Homeserver, filter: object) => {
    const users = [];
    for await (const user of matchingUsers(homeserver, { ...filter }, signal)) users.push(user);
    return users;
  };
  const guests = () =>
    synapse.seen.map(({ url }) => new URLSearchParams(url.split("?")[1]).getAll("guests"));

  test.each(lists)("%s is asked for without guests there", async (_, read) => {
    await read(underMas());
    expect(guests().length).toBeGreaterThan(0);
    expect(new Set(guests().flat())).toEqual(new Set(["false"]));
    expect(guests().every((given) => given.length === 1)).toBe(true);
  });

  test("is asked for as it is meant elsewhere", async () => {
    await ask(plain(), "users.list", {});
    await ask(plain(), "users.list", { guests: true });
    expect(guests()).toEqual([[], ["true"]]);
  });
});

describe("an item of a job that was begun before", () => {
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
  test.each(tasks)("%j is left out with the reason, and not tried again", async (task) => {
    synapse.answer(api.users.get, aUserDetail({ name: user_id, deactivated: true }) as never);
    synapse.answer(api.devices.list, { devices: [aDevice()], total: 1 });
    const item = { attempts: 1, isRetryOfUnknown: false, confirm: async () => undefined };
    const outcome = await runItem(kindOf(task), { ...work, homeserver: underMas() }, item);
    expect(outcome).toEqual({ is: "skipped", reason: "decided_by_mas" });
    expect(writes()).toEqual([]);
  });
});

describe("what is done in place of a user", () => {
  const room_id = "!a:test";
  test.each(["access.leaveRoom", "access.giveUpPower"])(
    "%s is not: nobody is logged in as somebody else",
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

  test("is, where it is one's own account", async () => {
    synapse.answer(accessCalls.leave, {});
    synapse.answer(matrix.joinedRooms, { joined_rooms: [] });
    const homeserver = { ...underMas(), userId: anOpenSession().userId };
    const own = { user_id: anOpenSession().userId, room_id };
    await expect(ask(homeserver, "access.leaveRoom", own)).resolves.toEqual({ has_left: true });
  });
});
