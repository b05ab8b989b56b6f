import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  auditFilter,
  loadAuditSearch,
  pageOf,
  toAuditAddress,
  type AuditSearch,
} from "#lib/search-params/audit.ts";
import { beginningOf, dayOf } from "#components/audit/days.ts";
import { OUTCOMES, SPANS } from "#lib/contract/audit.ts";
import { LAST_MOMENT } from "#lib/contract/kit/bounds.ts";
import { api } from "#lib/contract/index.ts";

const search = (address: string) => loadAuditSearch(new URLSearchParams(address));
const input = (address: string) => pageOf(auditFilter(search(address)), search(address));

test("shows the newest entries for a URL without a query", () => {
  expect(input("")).toEqual({ limit: 50 });
});

test("ignores text that no store can hold", () => {
  expect(input("q=a%00b&who=%00&action=%00")).toEqual({ limit: 50 });
});

test("reads every filter from the URL", () => {
  expect(
    input("q=%20ben%20&who=@ada:test&action=users.resetPassword&outcome=failed&within=week"),
  ).toEqual({
    q: "ben",
    who: "@ada:test",
    action: "users.resetPassword",
    outcome: "failed",
    within: "week",
    limit: 50,
  });
  expect(input("from=2026-01-01T00:00:00.000Z&until=2026-01-03T00:00:00.000Z")).toEqual({
    from_ts: Date.UTC(2026, 0, 1),
    until_ts: Date.UTC(2026, 0, 3),
    limit: 50,
  });
});

test("accepts one time format and one paging direction at once", () => {
  expect(input("within=day&from=2026-01-01T00:00:00.000Z")).toEqual({ within: "day", limit: 50 });
  expect(input("before=70&after=20")).toEqual({ before: "70", limit: 50 });
});

const aMoment = fc.option(fc.integer({ min: 0, max: LAST_MOMENT }));
const aRecordId = fc.option(fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }).map(String));
const aSearch: fc.Arbitrary<AuditSearch> = fc.record({
  q: fc.string({ unit: "grapheme" }),
  who: fc.string(),
  action: fc.string(),
  outcome: fc.constantFrom("any", ...OUTCOMES),
  within: fc.constantFrom("any", ...SPANS),
  from: aMoment,
  until: aMoment,
  before: aRecordId,
  after: aRecordId,
  record: aRecordId,
  error: fc.constantFrom(null, "store_unavailable"),
});

test("writes the whole search to the URL", () => {
  fc.assert(
    fc.property(aSearch, (wanted) => {
      const address = new URL(toAuditAddress("/audit", wanted), "http://dashboard.test");
      expect(loadAuditSearch(address.searchParams)).toEqual(wanted);
    }),
  );
});

test("turns any URL into a valid query", () => {
  const asked = fc.oneof(fc.string(), fc.constantFrom("\0", "-1", "1e99", "+275760-09-13", "any"));
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...Object.keys(search(""))), asked),
      fc.string({ minLength: 300, maxLength: 400 }),
      (query, long) => {
        for (const all of [query, { ...query, q: long, who: long, action: long }]) {
          const address = `${new URLSearchParams(all)}`;
          expect(api.audit.list.input.safeParse(input(address)).success, address).toBe(true);
        }
      },
    ),
  );
});

describe("days", () => {
  test("starts a day at local midnight, and formats it as entered", () => {
    const first = beginningOf("2026-03-29") ?? 0;
    expect(new Date(first).getHours()).toBe(0);
    expect(dayOf(first)).toBe("2026-03-29");
    const end = beginningOf("2026-03-29", 1) ?? 0;
    expect(dayOf(end - 1)).toBe("2026-03-29");
    expect(dayOf(end)).toBe("2026-03-30");
  });

  test.each(["", "2026", "soon"])("rejects %j as a day", (typed) => {
    expect(beginningOf(typed)).toBeNull();
  });
});
