import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";

import { endpoint, operation, secret, withoutSecrets } from "#lib/contract/kit/endpoint.ts";
import { unaffected } from "#lib/contract/kit/mas.ts";
import { actionById } from "#lib/contract/index.ts";

const MARK = "correct-horse-battery";
/** Anything that holds the mark somewhere. */
const marked = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.tuple(fc.string(), fc.string()).map(([before, after]) => `${before}${MARK}${after}`),
    tie("value").map((inner) => [inner]),
    fc.tuple(fc.string(), tie("value")).map(([name, inner]) => ({ [name]: inner })),
  ),
})).value;

/** What a name says when it stands for something that nobody else may have. */
const SOUNDS_SECRET = /password|secret|token(?!s?_ts)|_key$/i;
const secretFields = [...actionById.values()].flatMap((action) =>
  Object.keys(action.input.shape)
    .filter((name) => withoutSecrets(action, { [name]: MARK })[name] !== MARK)
    .map((name) => [action, name] as const),
);

test("knows the secret inputs", () => {
  expect(secretFields.map(([{ id }, name]) => `${id} ${name}`)).toContain(
    "users.resetPassword new_password",
  );
});

test.each([...actionById.values()].filter(({ isRecorded }) => isRecorded))(
  "$id: records neither secret nor unknown input",
  (action) => {
    const names = Object.keys(action.input.shape);
    const secretNames = new Set(
      secretFields.filter(([{ id }]) => id === action.id).map(([, name]) => name),
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.oneof(fc.constantFrom("", ...names), fc.string()), marked),
        fc.dictionary(fc.constantFrom("", ...names), fc.jsonValue()),
        (given, harmless) => {
          const isOpen = (name: string) => names.includes(name) && !secretNames.has(name);
          const hidden = Object.entries(given).filter(([name]) => !isOpen(name));
          const kept = withoutSecrets(action, { ...harmless, ...Object.fromEntries(hidden) });
          expect(JSON.stringify(Object.values(kept))).not.toContain(MARK);
        },
      ),
    );
    for (const name of names.filter((known) => SOUNDS_SECRET.test(known))) {
      expect(secretNames).toContain(name);
    }
  },
);

test("keeps access tokens out of inputs, and so out of records", () => {
  const given = [...actionById.values()]
    .filter(({ id }) => id.startsWith("access."))
    .flatMap(({ input }) => Object.keys(input.shape));
  expect(new Set(given)).toEqual(new Set(["user_id", "minutes", "reason", "login_id", "room_id"]));
});

describe("a nested secret", () => {
  const password = secret(z.string());
  test.each([
    ["an optional field", z.optional(password)],
    ["a field with a default", z._default(password, "")],
    ["a list", z.array(password)],
    ["an object", z.object({ open: z.string(), hidden: z.nullable(password) })],
    ["a union", z.union([z.number(), password])],
    ["a record", z.record(z.string(), password)],
    [
      "a pipe",
      z.pipe(
        password,
        z.transform((text) => text.length),
      ),
    ],
  ])("keeps a secret out of %s", (_, field) => {
    const action = operation({
      reads: false,
      input: { field },
      output: z.object({}),
      underMas: unaffected,
    });
    expect(withoutSecrets(action, { field: [MARK] })).toEqual({ field: "[secret]" });
  });
});

test("records other input unchanged", () => {
  const action = endpoint({
    method: "POST",
    path: "/x/{id}",
    input: { id: z.string(), list: z.array(z.string()), pass: secret(z.string()) },
    output: z.object({}),
    underMas: unaffected,
  });
  expect(withoutSecrets(action, { id: "1", list: ["a"], pass: MARK })).toEqual({
    id: "1",
    list: ["a"],
    pass: "[secret]",
  });
});
