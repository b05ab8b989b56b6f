import { expect, test } from "vitest";

import { generatePassword, generateUserName } from "#lib/passwords/generate-password.ts";
import { brokenRules, PasswordPolicy } from "#lib/contract/password-policy.ts";
import { NewPassword } from "#lib/contract/passwords.ts";

const many = Array.from({ length: 500 }, () => generatePassword());

test("generates a readable password that the policy accepts", () => {
  for (const password of many) {
    expect(password).toMatch(/^[a-hj-km-np-z2-9]{4}(-[a-hj-km-np-z2-9]{4}){4}$/);
    expect(NewPassword.safeParse(password).success).toBe(true);
  }
});

test.each([
  { "m.minimum_length": 1, "m.require_symbol": true, "m.require_lowercase": true },
  { "m.minimum_length": 24, "m.require_digit": true, "m.require_uppercase": true },
  { "m.minimum_length": 25 },
  { "m.minimum_length": 512, "m.require_uppercase": true },
])("generates a password for the policy %o", (told) => {
  const policy = PasswordPolicy.parse(told);
  for (let at = 0; at < 50; at += 1) {
    const password = generatePassword(policy);
    expect(brokenRules(policy, password)).toEqual([]);
    expect(NewPassword.safeParse(password).success).toBe(true);
  }
});

test("generates user names that Synapse takes", () => {
  expect(generateUserName()).toMatch(/^user-[a-hj-km-np-z2-9]{12}$/);
});

test("generates unique passwords that use every letter", () => {
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
])("checks the length of %s", (_, password, accepted) => {
  expect(NewPassword.safeParse(password).success).toBe(accepted);
});
