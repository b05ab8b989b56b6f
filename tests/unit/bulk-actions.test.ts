import { isCount } from "#components/forms/confirm-count.tsx";
import { isName } from "#components/forms/confirm-name.tsx";
import { RESTORE_PARTS } from "#lib/contract/deactivation.ts";
import { describe, expect, test } from "vitest";

import {
  BULK_ACTIONS,
  taskOf,
  toStart,
  type BulkAction,
} from "#components/users/bulk/bulk-actions.ts";
import { AT_FIRST } from "#components/users/bulk/bulk-options.ts";

const typed = { ...AT_FIRST, text: " The server restarts. ", room: " #news:example.org " };

test("builds a job for every action", () => {
  const expected: Partial<Record<BulkAction, object>> = {
    lock: { kind: "lock", locked: true },
    unlock: { kind: "lock", locked: false },
    suspend: { kind: "suspend", suspend: true },
    unsuspend: { kind: "suspend", suspend: false },
    shadowBan: { kind: "shadow_ban", banned: true },
    shadowUnban: { kind: "shadow_ban", banned: false },
    notify: { kind: "notice", text: "The server restarts.", people_only: true },
    join: { kind: "join_room", room: "#news:example.org" },
    setType: { kind: "set_user_type", user_type: "bot" },
    revoke: { kind: "revoke_devices" },
    deleteMedia: { kind: "delete_media" },
    redact: { kind: "redact", rooms: [], use_admin: false },
    deactivate: { kind: "deactivate", erase: false },
    erase: { kind: "deactivate", erase: true },
    reactivate: { kind: "reactivate", restore: [...RESTORE_PARTS] },
  };
  const tasks = Object.fromEntries(BULK_ACTIONS.map((action) => [action, taskOf(action, typed)]));
  expect(tasks).toMatchObject(expected);
  expect(BULK_ACTIONS.filter((action) => tasks[action] === undefined)).toEqual([]);
});

test("knows the kind of each action before any option is chosen", () => {
  expect(BULK_ACTIONS.filter((action) => toStart(action).task === undefined)).toEqual([]);
});

test("spares only the requested devices", () => {
  const other = { ...AT_FIRST, devices: "unseen", days: "30" } as const;
  expect(taskOf("revoke", other)).toEqual({ kind: "revoke_devices", unseen_days: 30 });
});

test("removes messages from the chosen rooms, since the chosen day, with the chosen reason", () => {
  const options = {
    ...AT_FIRST,
    where: "rooms",
    rooms: "!a:test\n!b:test, !c",
    when: "days",
    days: "2",
    reason: " Spam ",
    as: "admin",
  } as const;
  expect(taskOf("redact", options, 1_000_000_000_000)).toEqual({
    kind: "redact",
    rooms: ["!a:test", "!b:test", "!c"],
    reason: "Spam",
    use_admin: true,
    after_ts: 1_000_000_000_000 - 2 * 86_400_000,
  });
});

test("passes the age and the number of messages to a redaction", () => {
  const now = 1_000_000_000_000;
  const older = { ...AT_FIRST, when: "older", days: "2" } as const;
  expect(taskOf("redact", older, now)).toMatchObject({ before_ts: now - 2 * 86_400_000 });
  const newest = { ...AT_FIRST, when: "newest", newest: "20" } as const;
  expect(taskOf("redact", newest, now)).toEqual({
    kind: "redact",
    rooms: [],
    use_admin: false,
    limit: 20,
  });
});

/** A number that is none would be all messages. */
test.each(["", "0", "-1", "1.5", "1000000", "all"])(
  "rejects %j as a number of messages",
  (newest) => {
    expect(taskOf("redact", { ...AT_FIRST, when: "newest", newest })).toBeUndefined();
  },
);

/** Rooms that nobody named would be all rooms. */
test.each(["", " ", "#alias:test", "!a:test nowhere"])("rejects %j as rooms", (rooms) => {
  expect(taskOf("redact", { ...AT_FIRST, where: "rooms", rooms })).toBeUndefined();
});

test("rejects an empty notice", () => {
  expect(taskOf("notify", { ...AT_FIRST, text: "  " })).toBeUndefined();
});

test.each(["", "news", "#news", "@ada:test"])("rejects %j as a room", (room) => {
  expect(taskOf("join", { ...AT_FIRST, room })).toBeUndefined();
});

test.each(["", "0", "-1", "1.5", "3651", "soon"])("rejects %j as a number of days", (days) => {
  expect(taskOf("revoke", { ...AT_FIRST, devices: "unseen", days })).toBeUndefined();
  expect(taskOf("redact", { ...AT_FIRST, when: "days", days })).toBeUndefined();
  expect(taskOf("redact", { ...AT_FIRST, when: "older", days })).toBeUndefined();
});

describe("confirming a count", () => {
  test.each(["12430", "12,430", "12.430", " 12 430 ", "12\u202f430", "12’430"])(
    "accepts %j as confirmation of the count",
    (typed) => {
      expect(isCount(typed, 12_430)).toBe(true);
    },
  );
  test.each(["", "1243", "124300", "12430 accounts", "0x308e", "-12430"])(
    "rejects %j as confirmation of the count",
    (typed) => {
      expect(isCount(typed, 12_430)).toBe(false);
    },
  );
});

test.each(["grete", "@grete:example.org", " grete ", "@grete"])(
  "accepts %j as confirmation of the name",
  (typed) => {
    expect(isName(typed, "@grete:example.org")).toBe(true);
  },
);
test.each(["", "Grete", "@grete:other.org", "gret", "@", ":"])(
  "rejects %j as confirmation of the name",
  (typed) => {
    expect(isName(typed, "@grete:example.org")).toBe(false);
  },
);
