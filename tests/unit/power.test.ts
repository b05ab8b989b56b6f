import { describe, expect, test } from "vitest";

import { isDemoted, demote, type RoomPower } from "#lib/server/domain/rooms/power-levels.ts";

const ADA = "@ada:test";
const BEN = "@ben:test";

const aRoom = (
  levels: Record<string, unknown>,
  { version = "11", members = [ADA, BEN], more = [] as string[] } = {},
): RoomPower => ({
  create: {
    sender: "@creator:test",
    content: { room_version: version, additional_creators: more },
  },
  levels,
  members,
});

describe("demoting", () => {
  test("removes only the user's own entry", () => {
    const levels = {
      users: { [ADA]: 100, [BEN]: 100 },
      events: { "m.room.name": 50 },
      "org.example.extra": { kept: true },
    };
    expect(demote(aRoom(levels), ADA)).toEqual({
      content: { ...levels, users: { [BEN]: 100 } },
    });
  });

  test("demotes users in old rooms, where levels are text", () => {
    const levels = { users: { [ADA]: "100", [BEN]: "100" }, state_default: "50" };
    expect(demote(aRoom(levels), ADA)).toEqual({
      content: { ...levels, users: { [BEN]: "100" } },
    });
  });

  test("demotes a user in a version 12 room while one of its creators stays", () => {
    const room = aRoom(
      { users: { [ADA]: 100 } },
      { version: "12", members: [ADA, "@creator:test"] },
    );
    expect(demote(room, ADA)).toEqual({ content: { users: {} } });
  });
});

describe("refusing to demote", () => {
  test.each<[string, string, RoomPower]>([
    ["for a user without power", "no_power", aRoom({ users: { [BEN]: 100 } })],
    [
      "for a user with the default power",
      "no_power",
      aRoom({ users: { [ADA]: 50 }, users_default: 50 }),
    ],
    ["without power levels", "no_power", { ...aRoom({}), levels: undefined }],
    ["for the only user allowed to change them", "only_admin", aRoom({ users: { [ADA]: 100 } })],
    [
      "for the only such user still in the room",
      "only_admin",
      aRoom({ users: { [ADA]: 100, "@gone:test": 100 } }),
    ],
    [
      "for a user not allowed to change them",
      "may_not",
      aRoom({ users: { [ADA]: 50, [BEN]: 100 }, events: { "m.room.power_levels": 100 } }),
    ],
    [
      "for a user outside the room",
      "not_joined",
      aRoom({ users: { [ADA]: 100, [BEN]: 100 } }, { members: [BEN] }),
    ],
    [
      "for a creator of a version 12 room",
      "creator",
      aRoom({ users: { [BEN]: 100 } }, { version: "12", more: [ADA] }),
    ],
  ])("keeps power levels unchanged %s", (_, reason, room) => {
    expect(demote(room, ADA)).toEqual({ reason });
  });
});

test("reads power levels with their defaults", () => {
  expect(isDemoted(aRoom({ users: { [ADA]: 100 } }), ADA)).toBe(false);
  expect(isDemoted(aRoom({ users: { [BEN]: 100 } }), ADA)).toBe(true);
  expect(isDemoted(aRoom({}, { version: "12", more: [ADA] }), ADA)).toBe(false);
});
