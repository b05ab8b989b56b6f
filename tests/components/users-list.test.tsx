import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";

import { UsersList } from "#components/users/list/users-list.tsx";
import { User } from "#lib/contract/users.ts";
import { AppError } from "#lib/errors.ts";
import { aUser } from "#tests/support/builders.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();
const named = (...names: string[]) => ({
  users: names.map((name) => aUser({ name: `@${name}:test`, displayname: name })),
  total: names.length,
});
type Input = { name?: string; user_id?: string; from?: number };
const asked = () => door.inputsOf("users.list") as Input[];

beforeEach(() => door.answer("users.list", () => named("Ada", "Bert")));

const show = (address = "") => {
  const onAddress = vi.fn();
  renderApp(<UsersList />, { address, onAddress });
  return { person: aPerson(), onAddress };
};
const rows = () =>
  screen
    .getAllByRole("row")
    .slice(1)
    .map((row) => within(row).getByRole("link").textContent);

test("shows users, their number and their states", async () => {
  door.answer("users.list", () => ({
    users: [
      aUser({ name: "@ada:test", displayname: "Ada", admin: true }),
      aUser({ name: "@bert:test", displayname: null, locked: true, last_seen_ts: null }),
      aUser({ name: "@carl:test", displayname: "Carl", deactivated: true, erased: true }),
    ],
    total: 12_430,
  }));
  show();
  expect(await screen.findByRole("heading", { name: "Users 12,430" })).toBeDefined();
  expect(screen.getByRole("row", { name: /Ada.*@ada:test.*Admin/ })).toBeDefined();
  const bert = within(screen.getByRole("row", { name: /@bert:test/ }));
  expect(bert.getAllByText("Locked").length).toBeGreaterThan(0);
  expect(bert.getByText("unknown")).toBeDefined();
  expect(screen.getByRole("row", { name: /Carl.*Erased/ })).toBeDefined();
  expect(screen.queryByText("Deactivated")).toBeNull();
});

test("marks direction overrides in the names of checkboxes", async () => {
  door.answer("users.list", () => named("Ada\u202e"));
  show();
  expect(await screen.findByRole("checkbox", { name: "Select Ada[U+202E]" })).toBeDefined();
});

describe("typing a search", () => {
  test("searches once for the finished text, not for every letter", async () => {
    show();
    await screen.findByRole("table");
    // All letters in one go: on a busy machine a typing person would pause between two of them.
    for (const value of ["g", "gr", "gre", "gret", "grete"]) {
      fireEvent.change(screen.getByRole("searchbox"), { target: { value } });
    }
    await waitFor(() => expect(asked().at(-1)).toMatchObject({ name: "grete" }));
    expect(asked().map(({ name }) => name)).toEqual([undefined, "grete"]);
  });

  test("aborts the previous search, and ignores its late answer", async () => {
    const slow = Promise.withResolvers<unknown>();
    door.answer("users.list", ({ input }) =>
      (input as Input).name === "a" ? slow.promise : named("Berta"),
    );
    const { person } = show();
    await screen.findByRole("table");
    await person.type(screen.getByRole("searchbox"), "a{Enter}");
    await waitFor(() => expect(asked().at(-1)).toMatchObject({ name: "a" }));
    const given = door.asked.at(-1);
    await person.clear(screen.getByRole("searchbox"));
    await person.type(screen.getByRole("searchbox"), "b{Enter}");
    await waitFor(() => expect(given?.signal?.aborted).toBe(true));

    slow.resolve(named("Anton"));
    await waitFor(() => expect(rows()).toEqual(["Berta"]));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("writes the search to the URL, and starts at the first page", async () => {
    const { person, onAddress } = show("page=3&state=deactivated");
    await screen.findByRole("table");
    await person.type(screen.getByRole("searchbox"), "grete{Enter}");
    await waitFor(() =>
      expect(onAddress.mock.lastCall?.[0].queryString).toBe("?state=deactivated&q=grete"),
    );
  });
});

// The filter and its column have the same name.
const sortBy = (name: string) => within(screen.getByRole("table")).getByRole("button", { name });
const unseenFilter = () =>
  screen.getByRole("button", { name: words("users.filters.unseen"), expanded: false });

describe("filters", () => {
  test("describes filters, writes them to the URL, and clears each with one click", async () => {
    const { person, onAddress } = show();
    await screen.findByRole("table");
    await person.click(screen.getByRole("button", { name: "State" }));
    await person.click(await screen.findByRole("menuitemradio", { name: "Deactivated" }));

    await waitFor(() => expect(asked().at(-1)).toMatchObject({ deactivated: true, locked: true }));
    expect(onAddress.mock.lastCall?.[0].queryString).toBe("?state=deactivated");
    expect(screen.getByRole("button", { name: "State: Deactivated" })).toBeDefined();

    await person.click(
      screen.getByRole("button", { name: words("ui.clearFilter", { title: "State" }) }),
    );
    await waitFor(() => expect(onAddress.mock.lastCall?.[0].queryString).toBe(""));
  });

  test("explains that no users match, and offers to clear the filters", async () => {
    door.answer("users.list", ({ input }) =>
      (input as Input).name ? { users: [], total: 0 } : named("Ada"),
    );
    const { person } = show("q=zzz");
    expect(await screen.findByText("No users match")).toBeDefined();
    await person.click(screen.getByRole("button", { name: "Clear search and filters" }));
    expect(await screen.findByRole("link", { name: "Ada" })).toBeDefined();
  });
});

describe("sorting", () => {
  test("warns that sorting by last seen is slow, and sorts unknown times last", async () => {
    const mixed = () => ({
      users: [
        aUser({
          name: "@u:test",
          displayname: "Unknown",
          last_seen_ts: null,
        }),
        aUser({ name: "@s:test", displayname: "Seen", last_seen_ts: 1_700_000_000_000 }),
      ],
      total: 2,
    });
    door.answer("users.list", mixed);
    const { person } = show();
    await screen.findByRole("table");
    await person.click(sortBy("Last seen"));
    await waitFor(() =>
      expect(asked().at(-1)).toMatchObject({ order_by: "last_seen_ts", dir: "b" }),
    );
    expect(screen.getByText(words("users.slowSort"))).toBeDefined();
    expect(rows()).toEqual(["Seen", "Unknown"]);

    await person.click(sortBy("Last seen"));
    await waitFor(() => expect(asked().at(-1)).toMatchObject({ dir: "f" }));
    expect(rows()).toEqual(["Seen", "Unknown"]);
    const header = screen.getByRole("columnheader", { name: "Last seen" });
    expect(header.getAttribute("aria-sort")).toBe("ascending");
  });
});

describe("paging", () => {
  const page = () => ({ ...named("Ada"), total: 120 });

  test("loads the next rows, and writes the page to the URL", async () => {
    door.answer("users.list", page);
    const { person, onAddress } = show();
    await screen.findByText("1–1 of 120");
    expect(screen.getByRole("button", { name: "Previous" })).toHaveProperty("disabled", true);
    await person.click(screen.getByRole("button", { name: "Next" }));
    await waitFor(() => expect(asked().at(-1)).toMatchObject({ from: 50, limit: 50 }));
    expect(onAddress.mock.lastCall?.[0].queryString).toBe("?page=2");
  });

  test("explains a page beyond the end", async () => {
    door.answer("users.list", () => ({ users: [], total: 12 }));
    show("page=99");
    expect(await screen.findByText(words("users.beyond.title"))).toBeDefined();
    expect(screen.getByText(words("users.beyond.body", { total: 12 }))).toBeDefined();
  });
});

test("makes one request per page", async () => {
  show();
  await screen.findByRole("table");
  expect(door.asked.map(({ id }) => id)).toEqual(["users.list"]);
});

test("explains a failure, and retries", async () => {
  door.answer("users.list", () =>
    Promise.reject(new AppError("homeserver_unreachable", { technical: "ECONNREFUSED" })),
  );
  const { person } = show();
  expect(await screen.findByText(/failed or was interrupted \(ECONNREFUSED\)/)).toBeDefined();
  door.answer("users.list", () => named("Ada"));
  await person.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("link", { name: "Ada" })).toBeDefined();
});

test("hides rows of an earlier query when the new one fails", async () => {
  door.answer("users.list", ({ input }) =>
    (input as Input).name ? Promise.reject(new AppError("homeserver_failed")) : named("Ada"),
  );
  const { person } = show();
  await screen.findByRole("link", { name: "Ada" });
  await person.type(screen.getByRole("searchbox"), "bert{Enter}");
  await screen.findByRole("alert");
  expect(screen.queryByRole("link", { name: "Ada" })).toBeNull();
});

test("keeps a new password visible when the list fails to reload", async () => {
  door.answer("devices.list", () => ({ devices: [], total: 0 }));
  door.answer("users.resetPassword", () => {
    door.answer("users.list", () => Promise.reject(new AppError("homeserver_timeout")));
    return {};
  });
  const { person } = show();
  await person.click(await screen.findByRole("button", { name: "More actions for Ada" }));
  await person.click(await screen.findByRole("menuitem", { name: "Reset password…" }));
  const password = (await screen.findByLabelText<HTMLInputElement>("New password")).value;
  await person.click(screen.getByRole("button", { name: "Reset password" }));

  await screen.findByText(words("errors.homeserver_timeout.title"));
  expect(screen.getByText(password)).toBeDefined();
});

test.each([
  ["token_revoked", "/sign-in?callbackUrl=%2F&reason=token_revoked"],
  ["something new", "/sign-in?callbackUrl=%2F"],
])("opens the sign-in page after the session ended (%s)", async (reason, address) => {
  const leave = vi.spyOn(location, "assign").mockImplementation(() => undefined);
  door.answer("users.list", () => Promise.reject(new AppError("signed_out", { reason })));
  show();
  await waitFor(() => expect(leave).toHaveBeenCalledWith(address));
});

describe("last seen", () => {
  beforeEach(() =>
    door.answer("users.listUnseen", () => ({
      users: [User.parse(aUser({ name: "@zoe:test", displayname: "Zoe" }))],
      total: 1,
    })),
  );
  const unseen = () => door.inputsOf("users.listUnseen");

  test("requests last seen times only on demand", async () => {
    const { person, onAddress } = show("state=present&sort=creation_ts");
    await screen.findByRole("link", { name: "Ada" });
    expect(unseen()).toEqual([]);
    await person.click(unseenFilter());
    await person.click(screen.getByRole("menuitemradio", { name: "Not seen for 90 days" }));
    await screen.findByRole("link", { name: "Zoe" });
    expect(unseen()).toEqual([
      { unseen: 90, deactivated: false, locked: true, dir: "f", from: 0, limit: 50 },
    ]);
    expect(asked()).toHaveLength(1);
    expect(onAddress.mock.lastCall?.[0].queryString).toBe("?state=present&unseen=90");
    expect(screen.queryByRole("button", { name: "Created" })).toBeNull();
  });

  test("accepts any number of days", async () => {
    const { person, onAddress } = show();
    await person.click(unseenFilter());
    await person.click(screen.getByRole("menuitem", { name: words("users.filters.otherDays") }));
    const dialog = within(await screen.findByRole("dialog"));
    await person.clear(dialog.getByLabelText("Days"));
    await person.type(dialog.getByLabelText("Days"), "0{Enter}");
    expect(await dialog.findByRole("alert")).toBeDefined();
    await person.clear(dialog.getByLabelText("Days"));
    await person.type(dialog.getByLabelText("Days"), "14{Enter}");
    await screen.findByRole("button", { name: "Last seen: Not seen for 14 days" });
    expect(onAddress.mock.lastCall?.[0].queryString).toBe("?unseen=14");
  });
});

describe("a search with pattern characters", () => {
  const answer = (more: object) =>
    door.answer("users.search", () => ({
      users: [User.parse(aUser({ name: "@a_b:test", displayname: "A" }))],
      total: 1,
      is_complete: true,
      ...more,
    }));

  test("compares the text literally, and offers all matches to a job", async () => {
    answer({ total: 120 });
    const { person } = show("q=a_b");
    await screen.findByRole("heading", { name: "Users 120" });
    expect(door.inputsOf("users.search")).toMatchObject([{ name: "a_b", contains: "a_b" }]);
    expect(asked()).toEqual([]);
    await person.click(screen.getByRole("checkbox", { name: "Select all on this page" }));
    await screen.findByRole("button", { name: "Select all 120 that match" });
  });

  test("reports a partial comparison, and does not offer all matches", async () => {
    answer({ total: 120, is_complete: false });
    const { person } = show("q=_");
    expect(await screen.findByText(/^At least 120 match\./)).toBeDefined();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Users ");
    await person.click(screen.getByRole("checkbox", { name: "Select all on this page" }));
    await screen.findByText("1 selected");
    expect(screen.queryByRole("button", { name: /that match$/ })).toBeNull();
  });
});

describe("an email address in the search", () => {
  test("finds the owner of an email address", async () => {
    door.answer("users.find", () => ({ user: { name: "@ada:test", displayname: "Ada" } }));
    show("q=Ada@Example.org");
    expect(
      await screen.findByText(words("find.found.email", { value: "Ada@Example.org" })),
    ).toBeDefined();
    expect(door.inputsOf("users.find")).toEqual([{ by: "email", value: "Ada@Example.org" }]);
  });

  test("reports an email address without an owner", async () => {
    door.answer("users.find", () => ({ user: null }));
    show("q=x@example.org");
    expect(
      await screen.findByText(words("find.nobody.email", { value: "x@example.org" })),
    ).toBeDefined();
  });
});

test("loads application services only for the visible column, for all rows at once", async () => {
  door.answer("preferences.set", () => ({}));
  door.answer("users.managers", () => ({
    managers: { "@Ada:test": null, "@Bert:test": "irc-bridge" },
  }));
  const { person } = show();
  await screen.findByRole("link", { name: "Ada" });
  expect(door.inputsOf("users.managers")).toEqual([]);
  await person.click(screen.getByRole("button", { name: "Columns and density" }));
  await person.click(screen.getByRole("menuitemcheckbox", { name: "Managed by" }));
  const bert = within(screen.getByRole("row", { name: /Bert/ }));
  expect(await bert.findByText("irc-bridge")).toBeDefined();
  expect(door.inputsOf("users.managers")).toEqual([{ user_ids: ["@Ada:test", "@Bert:test"] }]);
});

test("shows an account with an unknown creation time and the raw value", async () => {
  door.answer("users.list", () => ({
    users: [
      aUser({ name: "@odd:test", displayname: "Odd", creation_ts: 1e300 }),
      aUser({ name: "@null:test", displayname: "Null", creation_ts: null }),
    ],
    total: 2,
  }));
  show();
  expect(await screen.findByRole("link", { name: "Odd" })).toBeDefined();
  expect(screen.getByTitle("The homeserver sent 1e+300").textContent).toBe("unknown");
  expect(screen.getByRole("link", { name: "Null" })).toBeDefined();
});
