import { describe, expect, test } from "vitest";

import {
  isFiltered,
  loadUsersSearch,
  searchInput,
  unseenInput,
  usersFilter,
  usersListInput,
  type UsersSearch,
} from "#lib/search-params/users.ts";
import { api } from "#lib/contract/index.ts";

const search = (address: string) => loadUsersSearch(new URLSearchParams(address));
const input = (address: string) => usersListInput(search(address));

test("shows locked users unless the filter asks for active ones", () => {
  expect(input("")).toMatchObject({ locked: true });
  expect(input("")).not.toHaveProperty("deactivated");
  expect(input("state=present")).toMatchObject({ locked: true, deactivated: false });
  expect(input("state=deactivated")).toMatchObject({ locked: true, deactivated: true });
  expect(input("state=active")).toMatchObject({ locked: false, deactivated: false });
});

describe("search text", () => {
  const asked = (address: string) => {
    const { name, user_id, contains } = usersFilter(search(address));
    return Object.fromEntries(
      Object.entries({ name, user_id, contains }).filter(([, value]) => value !== undefined),
    );
  };
  test.each([
    ["alice", { name: "alice" }],
    ["  alice ", { name: "alice" }],
    ["@alice", { user_id: "@alice" }],
    ["@alice:example.org", { user_id: "@alice:example.org" }],
    ["@", { user_id: "@" }],
    // Part of a Matrix ID, or a name with a colon.
    ["alice:example.org", { name: "alice", contains: "alice:example.org" }],
    ["alice:[::1]:8448", { name: "alice", contains: "alice:[::1]:8448" }],
    ["Team:Ops", { name: "Team", contains: "Team:Ops" }],
    // A name with a colon, and no part of a Matrix ID.
    ["Team: Ops", { name: "Team: Ops" }],
    ["The team:ops", { name: "The team:ops" }],
    [":)", { name: ":)" }],
    // Databases do not fold its case, and an underscore stands for any letter.
    ["Élodie", { name: "_lodie", contains: "Élodie" }],
    ["李雷", { name: "李雷" }],
    // Synapse refuses a user_id that is not ASCII.
    ["@Élodie", { name: "_lodie", contains: "Élodie" }],
    // Wildcards of databases, and PostgreSQL's escape.
    ["first_last", { name: "first_last", contains: "first_last" }],
    ["100%", { name: "100%", contains: "100%" }],
    ["@a_b", { user_id: "@a_b", contains: "@a_b" }],
    ["back\\slash", { name: "back_slash", contains: "back\\slash" }],
  ])("reads %j as %j", (q, expected) => {
    expect(asked(`q=${encodeURIComponent(q)}`)).toEqual(expected);
  });

  test("searches Synapse's list, or ours where that finds more", () => {
    expect(searchInput(search("q=alice"))).toBeNull();
    expect(searchInput(search("q=a_b&sort=creation_ts&dir=b&page=2"))).toMatchObject({
      name: "a_b",
      contains: "a_b",
      order_by: "creation_ts",
      dir: "b",
      from: 50,
      limit: 50,
    });
  });

  test("combines a search with the last seen filter", () => {
    expect(unseenInput(search("q=alice&unseen=90"))).toMatchObject({ name: "alice", unseen: 90 });
    expect(unseenInput(search("q=a_b&unseen=90"))).toBeNull();
    expect(searchInput(search("q=a_b&unseen=90"))).toMatchObject({
      contains: "a_b",
      unseen: 90,
      order_by: "last_seen_ts",
    });
  });
});

test.each([
  ["people", ["bot", "support"]],
  ["bot", ["", "support"]],
  ["support", ["", "bot"]],
])("excludes the other types for the kind %s", (kind, not_user_type) => {
  expect(input(`kind=${kind}`)).toMatchObject({ not_user_type });
});

test.each([
  ["page=3", 100],
  ["page=0", 0],
  ["page=-7", 0],
  ["page=x", 0],
  ["page=1e99", 0],
])("starts %s at row %i", (address, from) => {
  expect(input(address).from).toBe(from);
});

test("turns any URL into a valid query", () => {
  const addresses = [
    "",
    "q=%00",
    "q=a%5Fb&unseen=unknown&page=3",
    `q=${"x".repeat(5000)}`,
    "sort=password_hash&dir=x&state=&kind=everything",
    "page=999999999999999999999",
    "admins=admins&guests=none&sort=last_seen_ts&dir=b&page=2",
  ];
  for (const address of addresses) {
    expect(api.users.list.input.safeParse(input(address)).success, address).toBe(true);
    const sought = searchInput(search(address));
    expect(sought === null || api.users.search.input.safeParse(sought).success).toBe(true);
  }
});

test("does not count sort and page as filters", () => {
  expect(isFiltered(search("sort=creation_ts&dir=b&page=4"))).toBe(false);
  const filters = ["q=a", "state=active", "kind=bot", "admins=others", "guests=none"];
  expect(filters.map((address): UsersSearch => search(address)).every(isFiltered)).toBe(true);
});
