import { expect, test } from "vitest";

import { generatePassword } from "#lib/generate-password.ts";
import { NewPassword } from "#lib/contract/users.ts";

const many = Array.from({ length: 500 }, generatePassword);

test("a generated password can be read aloud, and is accepted", () => {
  for (const password of many) {
    expect(password).toMatch(/^[a-hj-km-np-z2-9]{4}(-[a-hj-km-np-z2-9]{4}){4}$/);
    expect(NewPassword.safeParse(password).success).toBe(true);
  }
});

test("no two are alike, and every letter comes up", () => {
  expect(new Set(many).size).toBe(many.length);
  expect(new Set(many.join("").replaceAll("-", "")).size).toBe(31);
});

test.each([
  ["ten letters", "abcdefghij", true],
  ["nine letters", "abcdefghi", false],
  ["ten Han characters", "一二三四五六七八九十", true],
  ["nine emoji, which are eighteen UTF-16 units", "🦊🦊🦊🦊🦊🦊🦊🦊🦊", false],
  ["ten emoji", "🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊", true],
  ["513 letters", "a".repeat(513), false],
])("%s", (_, password, accepted) => {
  expect(NewPassword.safeParse(password).success).toBe(accepted);
});
