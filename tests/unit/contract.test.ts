import { describe, expect, test } from "vitest";
import * as z from "zod/mini";

import { accessCalls } from "#lib/contract/internal/access.ts";
import { endpoint, groupOf, operation, toHttp } from "#lib/contract/kit/endpoint.ts";
import { actionById, type AuditAction } from "#lib/contract/index.ts";
import { jobCalls } from "#lib/contract/internal/jobs.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { mediaCalls } from "#lib/contract/internal/media.ts";

const endpoints = [...actionById.values()].filter((action) => action.kind === "endpoint");

describe.each(endpoints.map((action) => [action.id, action] as const))("%s", (_id, action) => {
  test("calls only the admin API", () => {
    expect(action.path).toMatch(/^\/_synapse\/admin\/v\d\//);
  });

  test("takes every part of its path as input", () => {
    const inPath = [...action.path.matchAll(/\{(\w+)\}/g)].map(([, key]) => key);
    expect(Object.keys(action.input.shape)).toEqual(expect.arrayContaining(inPath));
  });

  test("is a read exactly when it uses GET", () => {
    expect(action.reads).toBe(action.method === "GET");
  });
});

describe.each([...actionById])("%s", (_id, action) => {
  test("invalidates only existing groups", () => {
    const groups = new Set([...actionById.keys()].map(groupOf));
    expect(action.changes.filter((group) => !groups.has(group))).toEqual([]);
  });

  test("rejects unknown input", () => {
    const issues = action.input.safeParse({ surprise: 1 }).error?.issues ?? [];
    expect(issues.map(({ code }) => code)).toContain("unrecognized_keys");
  });
});

/** Every answer that the contract describes, also those that are never published. */
const answers = [
  ...actionById,
  ...Object.entries({ ...matrix, ...accessCalls, ...mediaCalls, ...jobCalls }),
];

/** The paths in a schema where a value is made up for what is absent. */
function defaultsIn(schema: z.core.$ZodType, path = "", seen = new Set<unknown>()): string[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const { def } = schema._zod;
  const own = ["default", "prefault", "catch"].includes(def.type) ? [path] : [];
  const within = (part: unknown, at: string): string[] => {
    if (typeof part !== "object" || part === null) return [];
    if ("_zod" in part) return defaultsIn(part as z.core.$ZodType, at, seen);
    return Object.entries(part).flatMap(([name, value]) => within(value, `${at}.${name}`));
  };
  return [
    ...own,
    ...Object.entries(def).flatMap(([name, part]) =>
      within(part, name === "shape" ? path : `${path}.${name}`),
    ),
  ];
}

test("reads omitted fields as unknown, and makes up no values", () => {
  const madeUp = answers.flatMap(([id, { output }]) =>
    defaultsIn(output)
      // Our own server writes errors, and leaves out details that are empty.
      .filter((path) => !path.endsWith(".details"))
      .map((path) => `${id}${path}: z.optional, not z._default`),
  );
  expect(madeUp).toEqual([]);
});

test("detects a value made up for an omitted field", () => {
  const schema = z.object({ rows: z.array(z.object({ locked: z._default(z.boolean(), false) })) });
  expect(defaultsIn(schema)).toEqual([".rows.element.locked"]);
});

test("compiles no write without its behaviour under MAS", () => {
  const path = "/x";
  // @ts-expect-error `underMas` is missing.
  expect(endpoint({ method: "PUT", path, input: {}, output: z.object({}) }).reads).toBe(false);
  // @ts-expect-error `underMas` is missing.
  expect(operation({ reads: false, input: {}, output: z.object({}) }).reads).toBe(false);
});

test("compiles no audit action without a name", () => {
  // @ts-expect-error Neither a published action nor one of our own.
  const unknown: AuditAction = "users.lokc";
  expect(actionById.has(unknown)).toBe(false);
});

const file = endpoint({
  method: "GET",
  path: "/files/{id}",
  input: { id: z.string(), tag: z.optional(z.array(z.string())), all: z.optional(z.boolean()) },
  output: z.unknown(),
});

describe("path segments", () => {
  test.each(["", ".", "..", "a\0b", "\ud800"])("rejects the unsafe path segment %j", (id) => {
    const parsed = file.input.safeParse({ id });
    expect(parsed.error?.issues[0]).toMatchObject({ params: { code: "unusable_id" } });
  });

  test.each([
    ["@a/b:test", "/files/%40a%2Fb%3Atest"],
    ["../x", "/files/..%2Fx"],
    ["%2e%2e", "/files/%252e%252e"],
    ["a?b#c", "/files/a%3Fb%23c"],
  ])("keeps %j in one segment", (id, target) => {
    expect(toHttp(file, { id }).target).toBe(target);
  });
});

test("sends the rest of a read's input as a query, lists as repeated keys", () => {
  expect(toHttp(file, { id: "1", tag: ["a b", ""], all: false, none: undefined })).toEqual({
    target: "/files/1?tag=a+b&tag=&all=false",
    body: undefined,
  });
});

test("sends the rest of a write's input as a body", () => {
  const write = { method: "POST", path: "/files/{id}", reads: false } as const;
  expect(toHttp(write, { id: "1", name: "x" })).toEqual({
    target: "/files/1",
    body: '{"name":"x"}',
  });
});
