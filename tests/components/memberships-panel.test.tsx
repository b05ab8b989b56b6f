import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";

import { MembershipsPanel } from "#components/memberships/memberships-panel.tsx";
import { SUMMARIES_AT_ONCE } from "#lib/contract/rooms.ts";
import { AppError } from "#lib/errors.ts";
import { aUserDetail } from "#tests/support/builders.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();
const none = { join: [], invite: [], knock: [], ban: [], leave: [] };
type Asked = { room_ids: string[] };

beforeEach(() => {
  door.answer("rooms.summaries", ({ input }) => ({
    rooms: (input as Asked).room_ids.map((room_id) => ({
      room_id,
      name: `Room ${room_id.slice(1, 5)}`,
      joined_members: 1234,
    })),
    unknown: [],
  }));
});

async function show(rooms: object, { isComplete = true, address = "" } = {}) {
  door.answer("memberships.list", () => ({
    rooms: { ...none, ...rooms },
    is_complete: isComplete,
  }));
  renderApp(<MembershipsPanel userId="@alice:test" />, { address });
  await screen.findByRole("table", { name: "Rooms of this user" });
  return aPerson();
}
const rows = () =>
  screen
    .getAllByRole("row")
    .slice(1)
    .map((row) => row.textContent ?? "");

test("shows room names, whatever the IDs look like", async () => {
  await show({ join: ["!aaaa:test"], invite: ["!Y2MXnz3WkvwzNZJc2ChqjHUWPZVY0B4LbyDO5X2MmpI"] });
  expect(await screen.findByText("Room aaaa")).toBeDefined();
  expect(screen.getByText("Room Y2MX")).toBeDefined();
  expect(rows()[0]).toContain("Joined");
  expect(rows()[0]).toContain("1,234");
  expect(rows()[1]).toContain("Invited");
});

test("shows a room without details", async () => {
  door.answer("rooms.summaries", () => ({
    rooms: [{ room_id: "!null:test", name: null, joined_members: null, public: null }],
    unknown: ["!gone:test"],
  }));
  await show({ join: ["!null:test"], leave: ["!gone:test", "!lost:test"] });
  expect(await screen.findByText("Unnamed room")).toBeDefined();
  expect(rows()[1]).toContain("Unknown room");
  expect(rows()[2]).toContain("Name not loaded");
});

test("shows the list when names fail to load", async () => {
  door.answer("rooms.summaries", () => {
    throw new AppError("homeserver_timeout");
  });
  await show({ join: ["!aaaa:test"] });
  expect(await screen.findByText("Name not loaded")).toBeDefined();
  expect(rows()).toHaveLength(1);
});

test("filters by membership, and searches by ID and known name", async () => {
  const person = await show({ join: ["!aaaa:test", "!bbbb:test"], ban: ["!cccc:test"] });
  await screen.findByText("Room aaaa");
  await person.type(screen.getByRole("searchbox"), "room b");
  await waitFor(() => expect(rows()).toEqual([expect.stringContaining("!bbbb:test")]));
  await person.clear(screen.getByRole("searchbox"));
  await waitFor(() => expect(rows()).toHaveLength(3));
  await person.click(screen.getByRole("button", { name: "Membership" }));
  await person.click(await screen.findByRole("menuitemradio", { name: "Banned (1)" }));
  expect(rows()).toEqual([expect.stringContaining("!cccc:test")]);
});

test("explains that an older Synapse lists only joined rooms", async () => {
  await show({ join: ["!aaaa:test"] }, { isComplete: false });
  expect(screen.getByText(/^Only joined rooms are listed/)).toBeDefined();
  expect(screen.queryByRole("button", { name: "Membership" })).toBeNull();
});

test("renders and loads few of 10,000 rooms", async () => {
  const many = Array.from({ length: 10_000 }, (_, index) => `!${10_000 + index}:test`);
  await show({ join: many });
  expect(await screen.findByText("10,000 rooms")).toBeDefined();
  await waitFor(() => expect(door.inputsOf("rooms.summaries").length).toBeGreaterThan(0));
  expect(rows().length).toBeLessThan(101);
  const asked = door.inputsOf("rooms.summaries").map((input) => (input as Asked).room_ids);
  expect(Math.max(...asked.map(({ length }) => length))).toBeLessThanOrEqual(SUMMARIES_AT_ONCE);
  expect(asked.flat().length).toBeLessThan(101);
});

test("removes the user from a room, and confirms once the row is gone", async () => {
  door.answer("users.get", () => aUserDetail());
  let joined = ["!kitchen:test"];
  door.answer("memberships.list", () => ({
    rooms: { join: joined, invite: [], knock: [], ban: [], leave: ["!old:test"] },
    is_complete: true,
  }));
  door.answer("access.leaveRoom", () => {
    joined = [];
    return { has_left: true };
  });
  renderApp(<MembershipsPanel userId="@alice:test" />, { address: "?membership=join" });
  const person = aPerson();
  await person.click(await screen.findByRole("button", { name: /!kitchen:test/ }));
  await person.click(await screen.findByRole("menuitem", { name: words("memberships.leaveRoom") }));
  await person.click(
    await screen.findByRole("button", { name: words("logInAs.rooms.leaveRoom.submit") }),
  );
  expect(await screen.findByText(/Alice is no longer in /)).toBeDefined();
  await waitFor(() => expect(screen.queryByRole("table")).toBeNull());
  expect(screen.getByText(/Alice is no longer in /)).toBeDefined();
  expect(door.inputsOf("access.leaveRoom")).toEqual([
    { user_id: "@alice:test", room_id: "!kitchen:test" },
  ]);
});
