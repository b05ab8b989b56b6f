import { beforeAll, describe, expect, test } from "vitest";

import { loadUsersSearch, searchInput, usersListInput } from "#lib/search-params/users.ts";
import { api } from "#lib/contract/index.ts";
import { searchUsers } from "#lib/server/domain/users/search-users.ts";
import { asAdmin } from "#tests/support/as-admin.ts";
import { randomName } from "#scripts/support/synapse/client.ts";
import { testHomeserver } from "#tests/support/test-run.ts";

let admin: Awaited<ReturnType<typeof asAdmin>>;
/** Shared by the names of this file's users, so that a search finds them and no others. */
const family = randomName("fam");
const userIdOf = (name: string) => `@${family}.${name}:${testHomeserver().serverName}`;

beforeAll(async () => {
  admin = await asAdmin(testHomeserver());
  const make = (name: string, rest: object = {}) =>
    admin.matrix.createUser({
      localpart: `${family}.${name}`,
      displayname: `Name ${name}`,
      ...rest,
    });
  const put = (name: string, body: object) =>
    admin.matrix.call("PUT", `/_synapse/admin/v2/users/${encodeURIComponent(userIdOf(name))}`, {
      body,
    });
  await make("plain", { displayname: `Élodie ${family}` });
  await make("bot", { user_type: "bot" });
  await make("support", { user_type: "support" });
  await make("admin", { admin: true });
  await make("locked");
  await put("locked", { locked: true });
  await make("gone");
  await put("gone", { deactivated: true });
});

/** The names that the list shows at this address. */
async function shown(address: string): Promise<string[]> {
  const search = loadUsersSearch(new URLSearchParams(`q=${family}&${address}`));
  const { users } = await admin.ask(api.users.list, usersListInput(search));
  return users.map(({ name }) => name.replace(/^@[^.]+\.|:.*$/g, "")).sort();
}

test.each([
  ["", ["admin", "bot", "gone", "locked", "plain", "support"], "everybody, locked ones too"],
  ["state=active", ["admin", "bot", "plain", "support"], "neither locked nor deactivated"],
  ["state=present", ["admin", "bot", "locked", "plain", "support"], "all that are not deactivated"],
  ["state=deactivated", ["gone"], "deactivated ones only"],
  ["kind=people", ["admin", "gone", "locked", "plain"], "neither bots nor support accounts"],
  ["kind=bot", ["bot"], "bots only"],
  ["kind=support", ["support"], "support accounts only"],
  ["admins=admins", ["admin"], "admins only"],
  ["admins=others&state=present&kind=people", ["locked", "plain"], "filters together"],
])("?%s shows %j: %s", async (address, names) => {
  expect(await shown(address)).toEqual(names);
});

describe("searching users", () => {
  const found = async (q: string) => {
    const search = loadUsersSearch(new URLSearchParams({ q }));
    const sought = searchInput(search);
    const { users } = sought
      ? await searchUsers(admin.homeserver, api.users.search.input.parse(sought))
      : await admin.ask(api.users.list, usersListInput(search));
    return users.map(({ name }) => name);
  };

  test("finds a whole Matrix ID, which Synapse's own name filter does not", async () => {
    expect(await found(userIdOf("plain"))).toEqual([userIdOf("plain")]);
  });

  test("finds a Matrix ID without its sign", async () => {
    expect(await found(userIdOf("plain").slice(1))).toEqual([userIdOf("plain")]);
  });

  test.each([
    ["a name with a colon and a space", (name: string) => `Team: Ops ${name}`],
    ["a name with a colon alone", (name: string) => `Team:${name}`],
    ["an underscore", (name: string) => `under_score ${name}`],
    ["a percent sign", (name: string) => `100% ${name}`],
    ["a backslash", (name: string) => `C:\\${name}\\`],
  ])("finds %s literally, not as a pattern", async (_, toText) => {
    const name = randomName("literal");
    const text = toText(name);
    const create = (displayname: string) =>
      admin.matrix.createUser({ localpart: randomName("named"), displayname });
    const { userId } = await create(text);
    await create(text.replace(/[_%\\:]/g, "x"));
    expect(await found(text)).toEqual([userId]);
    expect(await found(text.toUpperCase())).toEqual([userId]);
  });

  test.each(["Élodie", "élodie", "@Élodie"])(
    "finds %s in a case that databases do not fold",
    async (name) => {
      expect(await found(`${name} ${family}`)).toEqual([userIdOf("plain")]);
    },
  );
});

test("reverses the order", async () => {
  const order = async (address: string) => {
    const search = loadUsersSearch(new URLSearchParams(`q=${family}&${address}`));
    const { users } = await admin.ask(api.users.list, usersListInput(search));
    return users.map(({ name }) => name);
  };
  const names = await order("sort=name");
  expect(await order("sort=name&dir=b")).toEqual(names.toReversed());
  expect(await order("sort=creation_ts&dir=b")).toHaveLength(6);
  expect(await order("sort=last_seen_ts")).toHaveLength(6);
});

test("reports the same creation time in the list and the detail", async () => {
  const input = usersListInput(loadUsersSearch(new URLSearchParams({ q: userIdOf("plain") })));
  const { users } = await admin.ask(api.users.list, input);
  const detail = await admin.ask(api.users.get, { user_id: userIdOf("plain") });
  expect(users[0]?.creation_ts).toBe(detail.creation_ts);
  expect(Math.abs(Date.now() - (detail.creation_ts ?? 0))).toBeLessThan(10 * 60_000);
});

test("reports an unknown user and one of another homeserver differently", async () => {
  await expect(admin.ask(api.users.get, { user_id: userIdOf("nobody") })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(admin.ask(api.users.get, { user_id: "@ada:elsewhere.test" })).rejects.toMatchObject({
    code: "rejected",
    details: { status: 400 },
  });
});
