import { describe, expect, test } from "vitest";
import * as z from "zod/mini";

import { api } from "#lib/contract/index.ts";
import { jobCalls } from "#lib/contract/internal/jobs.ts";
import { accessCalls } from "#lib/contract/internal/access.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { mediaCalls } from "#lib/contract/internal/media.ts";
import { entries, innerSchema, rows, tolerant } from "#lib/contract/kit/tolerant.ts";

const Row = tolerant({ id: z.string(), at: z.nullish(z.number()), name: z.optional(z.string()) });

describe("an object of an answer", () => {
  test("keeps the raw value of a field that its schema rejects", () => {
    expect(z.parse(Row, { id: "a", at: "noon", name: "A" })).toEqual({
      id: "a",
      name: "A",
      malformed: { at: '"noon"' },
    });
  });

  test("rejects an object without its identifier", () => {
    expect(z.safeParse(Row, { at: 1 }).success).toBe(false);
  });

  test("shortens a long raw value", () => {
    const parsed = z.parse(Row, { id: "a", at: "x".repeat(1000) });
    expect(parsed.malformed?.["at"]?.length).toBeLessThanOrEqual(201);
  });
});

test("keeps the rows around one without an identifier", () => {
  expect(z.parse(rows(Row), [{ id: "a" }, null, { at: 1 }, { id: "b" }])).toEqual([
    { id: "a" },
    { id: "b" },
  ]);
});

test("keeps the entries around an invalid one", () => {
  expect(z.parse(entries(z.boolean()), { a: true, b: "no", c: false })).toEqual({
    a: true,
    c: false,
  });
});

test("lists users despite a null creation time, a time beyond dates and a long name", () => {
  const answer = {
    total: 3,
    users: [
      { name: "@a:test", creation_ts: null },
      { name: "@b:test", creation_ts: 1, last_seen_ts: 1e300 },
      { name: `@${"c".repeat(600)}:test`, creation_ts: 2 },
    ],
  };
  const { users } = z.parse(api.users.list.output, answer);
  expect(users.map(({ name }) => name.slice(0, 2))).toEqual(["@a", "@b", "@c"]);
  expect(users[1]).toMatchObject({ creation_ts: 1, malformed: { last_seen_ts: "1e+300" } });
});

test("lists and signs out a device with an ID of 600 characters", () => {
  const device_id = "D".repeat(600);
  const answer = { devices: [{ device_id }], total: 1 };
  expect(z.parse(api.devices.list.output, answer).devices).toMatchObject([{ device_id }]);
  const input = { user_id: "@a:test", devices: [device_id] };
  expect(api.devices.revoke.input.safeParse(input).success).toBe(true);
});

const published = Object.values(api).flatMap((group) => Object.values(group));
const internal = [jobCalls, accessCalls, matrix, mediaCalls].flatMap((calls) =>
  Object.values(calls),
);
const endpoints = [...published, ...internal].filter((action) => action.kind === "endpoint");

test.each(endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
  "keeps the answer of %s despite one invalid row",
  (_, { output }) => {
    expect(strictLists(output)).toEqual([]);
  },
);

/** The arrays and records of a schema that one odd value fails. */
function strictLists(schema: unknown, path = "answer"): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  if (!("_zod" in schema)) {
    return Object.entries(schema).flatMap(([key, part]) => strictLists(part, `${path}.${key}`));
  }
  const type = schema as z.core.$ZodType;
  const inner = innerSchema(type);
  if (inner) return strictLists(inner, path);
  const def: { type: string; element?: unknown; valueType?: unknown } = type._zod.def;
  const item = def.type === "array" ? def.element : def.type === "record" && def.valueType;
  const isStrict = item && (item as z.core.$ZodType)._zod.def.type !== "unknown";
  // A signature covers all of its keys: a part of them proves nothing.
  const isSigned = /\.(keys|signatures)/.test(path);
  const parts = Object.entries(def).filter(([key]) => key !== "type");
  return [
    ...(isStrict && !isSigned ? [path] : []),
    ...parts.flatMap(([key, part]) => strictLists(part, key === "shape" ? path : `${path}.${key}`)),
  ];
}
