import { describe, expect, test } from "vitest";

import { allButNewest, byLastSeen, unseenFor } from "#components/devices/device-rules.ts";
import { aDevice } from "#tests/support/builders.ts";

const DAY_MS = 86_400_000;
const now = 1_800_000_000_000;
const seen = (device_id: string, daysAgo: number) =>
  aDevice({ device_id, last_seen_ts: now - daysAgo * DAY_MS });
const ids = (devices: { device_id: string }[]) => devices.map(({ device_id }) => device_id);

const phone = seen("PHONE", 1);
const laptop = seen("LAPTOP", 40);
const old = seen("OLD", 500);
const unknown = aDevice({ device_id: "UNKNOWN", last_seen_ts: null });
const dehydrated = { ...seen("DEHYDRATED", 900), dehydrated: true };
const all = [old, unknown, phone, dehydrated, laptop];
const given = { ownDeviceId: undefined, now };

describe("all but the newest", () => {
  test("keeps the device seen last", () => {
    expect(ids(allButNewest(all, given)).sort()).toEqual(["LAPTOP", "OLD"]);
  });

  test("keeps the dashboard's own device as the newest, whatever Synapse reports", () => {
    const own = { ...given, ownDeviceId: "OLD" };
    expect(ids(allButNewest(all, own)).sort()).toEqual(["LAPTOP", "PHONE"]);
  });

  test("selects nothing when there is one device or no last seen time", () => {
    expect(allButNewest([phone], given)).toEqual([]);
    expect(allButNewest([unknown, dehydrated], given)).toEqual([]);
  });
});

describe("inactive for a number of days", () => {
  test("selects devices last seen before the limit, and no unknown ones", () => {
    expect(ids(unseenFor(30, all, given)).sort()).toEqual(["LAPTOP", "OLD"]);
    expect(ids(unseenFor(365, all, given))).toEqual(["OLD"]);
  });

  test("excludes the dashboard's own device", () => {
    expect(unseenFor(365, all, { ...given, ownDeviceId: "OLD" })).toEqual([]);
  });

  test("counts whole days, and excludes the exact limit", () => {
    expect(unseenFor(40, [laptop], given)).toEqual([]);
  });
});

test("sorts the most recent first and the unknown last", () => {
  expect(ids([unknown, old, phone].sort(byLastSeen))).toEqual(["PHONE", "OLD", "UNKNOWN"]);
});
