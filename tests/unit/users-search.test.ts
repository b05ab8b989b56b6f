import { describe, expect, test } from "vitest";

import {
  isFiltered,
  loadUsersSearch,
  usersListInput,
  type UsersSearch,
} from "#components/users/users-search.ts";
import { api } from "#lib/contract/index.ts";

const search = (address: string) => loadUsersSearch(new URLSearchParams(address));
const input = (address: string) => usersListInput(search(address));

test("locked users are shown unless somebody asks for active ones", () => {
  expect(input("")).toMatchObject({ locked: true });
  expect(input("")).not.toHaveProperty("deactivated");
  expect(input("state=present")).toMatchObject({ locked: true, deactivated: false });
  expect(input("state=deactivated")).toMatchObject({ locked: true, deactivated: true });
  expect(input("state=active")).toMatchObject({ locked: false, deactivated: false });
});

describe("what is searched for", () => {
  test.each([
    ["alice", { name: "alice" }],
    ["  alice ", { name: "alice" }],
    ["@alice", { user_id: "@alice" }],
    ["@alice:example.org", { user_id: "@alice:example.org" }],
    ["alice:example.org", { user_id: "alice:example.org" }],
    // Databases do not fold its case, and an underscore stands for any letter.
    ["Élodie", { name: "_lodie" }],
    ["李雷", { name: "李雷" }],
    // Synapse refuses a user_id that is not ASCII.
    ["@Élodie", { name: "_lodie" }],
    ["@", { user_id: "@" }],
  ])("%j becomes %j", (q, expected) => {
    const asked = input(`q=${encodeURIComponent(q)}`);
    expect({ name: asked.name, user_id: asked.user_id }).toEqual({
      name: undefined,
      user_id: undefined,
      ...expected,
    });
  });
});

test.each([
  ["people", ["bot", "support"]],
  ["bot", ["", "support"]],
  ["support", ["", "bot"]],
])("kind %s leaves the other types out", (kind, not_user_type) => {
  expect(input(`kind=${kind}`)).toMatchObject({ not_user_type });
});

test.each([
  ["page=3", 100],
  ["page=0", 0],
  ["page=-7", 0],
  ["page=x", 0],
  ["page=1e99", 0],
])("%s begins at row %i", (address, from) => {
  expect(input(address).from).toBe(from);
});

test("whatever an address says, the question is one that the contract takes", () => {
  const addresses = [
    "",
    "q=%00",
    `q=${"x".repeat(5000)}`,
    "sort=password_hash&dir=x&state=&kind=everything",
    "page=999999999999999999999",
    "admins=admins&guests=none&sort=last_seen_ts&dir=b&page=2",
  ];
  for (const address of addresses) {
    expect(api.users.list.input.safeParse(input(address)).success, address).toBe(true);
  }
});

test("sort and page are no filters", () => {
  expect(isFiltered(search("sort=creation_ts&dir=b&page=4"))).toBe(false);
  const filters = ["q=a", "state=active", "kind=bot", "admins=others", "guests=none"];
  expect(filters.map((address): UsersSearch => search(address)).every(isFiltered)).toBe(true);
});
