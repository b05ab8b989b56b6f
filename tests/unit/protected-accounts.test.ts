import { beforeEach, expect, test } from "vitest";

import { api } from "#lib/contract/index.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";
import { aUser, aUserDetail } from "#tests/support/builders.ts";
import { fakeHomeserver } from "#tests/support/shared-fake-homeserver.ts";

const synapse = fakeHomeserver();
beforeEach(() => {
  for (const write of [api.users.lock, api.users.suspend, api.users.shadowBan, matrix.deactivate]) {
    synapse.answer(write, {});
  }
  synapse.answer(matrix.putUser, {});
});

const user_id = "@boss:test";
const homeserver = (userId = "@me:test") => ({
  baseUrl: synapse.baseUrl,
  accessToken: "syt_secret",
  userId,
  realm: "test",
  timeoutMs: 300,
});
/** A homeserver whose admins, of those who can sign in, are these. */
function withAdmins(...names: string[]) {
  synapse.answer(
    api.users.get,
    aUserDetail({ name: user_id, admin: names.includes(user_id) }) as never,
  );
  const users = names.map((name) => aUser({ name, admin: true }));
  synapse.answer(api.users.list, { users, total: users.length });
}
const writes = () => synapse.seen.filter(({ method }) => method !== "GET");

const shutOuts: [string, (userId?: string) => Promise<unknown>][] = [
  ["locked", (me) => callHomeserver(homeserver(me), api.users.lock, { user_id, locked: true })],
  [
    "suspended",
    (me) => callHomeserver(homeserver(me), api.users.suspend, { user_id, suspend: true }),
  ],
  ["shadow-banned", (me) => callHomeserver(homeserver(me), api.users.shadowBan, { user_id })],
  [
    "deactivated",
    (me) => callHomeserver(homeserver(me), matrix.deactivate, { user_id, erase: false }),
  ],
  [
    "stripped of its rights",
    (me) => callHomeserver(homeserver(me), matrix.putUser, { user_id, admin: false }),
  ],
];

test.each(shutOuts)("does not let the last admin be %s", async (_, shutOut) => {
  withAdmins(user_id);
  await expect(shutOut()).rejects.toMatchObject({ code: "last_admin" });
  expect(writes()).toEqual([]);
});

test.each(shutOuts)(
  "does not let admins be %s themselves, without a request",
  async (_, shutOut) => {
    withAdmins(user_id, "@other:test");
    await expect(shutOut(user_id)).rejects.toMatchObject({ code: "own_account" });
    expect(synapse.seen).toEqual([]);
  },
);

test.each(shutOuts)("lets one of several admins, and any other user, be %s", async (_, go) => {
  withAdmins(user_id, "@other:test");
  await go();
  withAdmins("@other:test");
  await go();
  expect(writes()).toHaveLength(2);
});

test.each(shutOuts)("does not let a possible last admin be %s", async (_, shutOut) => {
  withAdmins(user_id);
  const { admin: _admin, ...user } = aUserDetail({ name: user_id });
  synapse.answer(api.users.get, user as never);
  await expect(shutOut()).rejects.toMatchObject({ code: "last_admin" });
  expect(writes()).toEqual([]);
});

test("counts only admins that are neither locked nor deactivated", async () => {
  withAdmins(user_id, "@other:test");
  await shutOuts[0]?.[1]();
  const list = synapse.seen.find(({ url }) => url.startsWith(api.users.list.path));
  const query = Object.fromEntries(new URLSearchParams(list?.url.split("?")[1]));
  expect(query).toMatchObject({ admins: "true", deactivated: "false", locked: "false" });
});

test("restores an account without listing the admins", async () => {
  withAdmins(user_id);
  await callHomeserver(homeserver(), api.users.lock, { user_id, locked: false });
  await callHomeserver(homeserver(), api.users.suspend, { user_id, suspend: false });
  expect(writes()).toHaveLength(2);
  expect(synapse.seen.filter(({ url }) => url.startsWith(api.users.list.path))).toEqual([]);
});
