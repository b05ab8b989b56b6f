import { beforeEach, describe, expect, test } from "vitest";

import { loadUsersSearch, searchInput, usersInOrder } from "#lib/search-params/users.ts";
import { api } from "#lib/contract/index.ts";
import { MOST_COMPARED } from "#lib/contract/user-lookups.ts";
import { User } from "#lib/contract/users.ts";
import { matchingUsers } from "#lib/server/domain/users/matching-users.ts";
import { searchUsers } from "#lib/server/domain/users/search-users.ts";
import { aUser } from "#tests/support/builders.ts";
import { fakeHomeserver } from "#tests/support/shared-fake-homeserver.ts";
import { sendJson } from "#tests/support/fake-homeserver.ts";

const synapse = fakeHomeserver();
const homeserver = () => ({ baseUrl: synapse.baseUrl, realm: "test", timeoutMs: 2000 });
const { signal } = new AbortController();

/** LIKE, as SQLite has it: without an escape, and with the case of ASCII alone folded. */
const like = (text: string, pattern: string) => {
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll("_", ".")
    .replaceAll("%", ".*");
  return new RegExp(`^${source}$`, "su").test(text.replace(/[A-Z]/g, (one) => one.toLowerCase()));
};

/** A homeserver with these accounts, and Synapse's filters. */
function holds(users: readonly User[]) {
  synapse.reply(api.users.list, ({ url }, response) => {
    const query = new URLSearchParams(url.split("?")[1]);
    const [from, limit] = [Number(query.get("from")), Number(query.get("limit"))];
    const name = query.get("name")?.toLowerCase();
    const userId = query.get("user_id")?.toLowerCase();
    const found = users.filter((user) => {
      if (name === undefined) return userId === undefined || like(user.name, `%${userId}%`);
      return like(user.name, `@%${name}%:%`) || like(user.displayname ?? "", `%${name}%`);
    });
    const next = from + limit < found.length ? { next_token: `${from + limit}` } : {};
    sendJson(response, 200, {
      users: found.slice(from, from + limit),
      total: found.length,
      ...next,
    });
  });
}
const named = (localpart: string, displayname: string | null = null) =>
  User.parse(aUser({ name: `@${localpart}:test`, displayname }));

const search = (q: string, more = "") =>
  loadUsersSearch(new URLSearchParams(`${more}&q=${encodeURIComponent(q)}`));
const asked = (q: string, more = "") => {
  const input = searchInput(search(q, more));
  if (!input) throw new Error("Synapse's own filter finds exactly this");
  return searchUsers(homeserver(), api.users.search.input.parse(input));
};
async function collected(filter: object): Promise<string[]> {
  const names = [];
  for await (const { name } of matchingUsers(homeserver(), { ...filter }, signal)) names.push(name);
  return names;
}

const EVERYBODY = [
  named("a_b"),
  named("axb"),
  named("full", "100% sure"),
  named("half", "100 or so"),
  named("ops", "Team:Ops"),
  named("team", "The opposite"),
  named("path", "C:\\Users"),
  named("elodie", "Élodie"),
  named("melodie", "Xlodie"),
];

describe("searching users", () => {
  beforeEach(() => holds(EVERYBODY));

  test.each([
    ["a_b", ["@a_b:test"]],
    ["@a_b", ["@a_b:test"]],
    ["%", ["@full:test"]],
    ["0%", ["@full:test"]],
    ["team:ops", ["@ops:test"]],
    ["team:te", ["@team:test"]],
    ["ops:test", ["@ops:test"]],
    ["C:\\Users", ["@path:test"]],
    ["ÉLODIE", ["@elodie:test"]],
  ])("searches for %j and finds %j, also in a job and an export", async (q, names) => {
    const { users, total, is_complete } = await asked(q);
    expect(users.map(({ name }) => name)).toEqual(names);
    expect({ total, is_complete }).toEqual({ total: names.length, is_complete: true });
    expect(await collected(usersInOrder(search(q)))).toEqual(names);
  });

  test("finds a name with a colon and a space by Synapse's own filter", async () => {
    holds([named("ops", "Team: Ops"), named("team", "Team")]);
    expect(searchInput(search("Team: Ops"))).toBeNull();
    expect(await collected(usersInOrder(search("team: ops")))).toEqual(["@ops:test"]);
  });

  test("combines the search with the list's filters and the last seen time", async () => {
    const old = { last_seen_ts: Date.now() - 100 * 86_400_000 };
    holds([{ ...named("a_b"), ...old }, { ...named("axb"), ...old }, named("a_c")]);
    const { users } = await asked("a_", "unseen=90&state=present");
    expect(users.map(({ name }) => name)).toEqual(["@a_b:test"]);
    expect(synapse.seen[0]?.url).toMatch(/deactivated=false.*order_by=last_seen_ts/);
  });
});

test("takes a job's filter literally", async () => {
  holds(EVERYBODY);
  expect(await collected({ name: "a_b" })).toEqual(["@a_b:test"]);
  expect(await collected({ name: "%" })).toEqual(["@full:test"]);
  expect(await collected({ user_id: "@a_b" })).toEqual(["@a_b:test"]);
});

test("pages through a search with a constant total", async () => {
  holds(Array.from({ length: 120 }, (_, at) => named(`${at % 2 ? "x_y" : "xxy"}${at}`)));
  const first = await asked("x_y");
  const second = await asked("x_y", "page=2");
  expect([first.users.length, second.users.length]).toEqual([50, 10]);
  expect([first.total, second.total]).toEqual([60, 60]);
  const names = [...first.users, ...second.users].map(({ name }) => name);
  expect(new Set(names).size).toBe(60);
});

test("reports an incomplete search where Synapse has too many accounts", async () => {
  holds(Array.from({ length: MOST_COMPARED + 1 }, (_, at) => named(`u${at}`, at % 2 ? "_" : "x")));
  const { total, is_complete } = await asked("_");
  expect({ total, is_complete }).toEqual({ total: MOST_COMPARED / 2, is_complete: false });
});
