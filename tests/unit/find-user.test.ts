import { describe, expect, test } from "vitest";

import { addressIn, phoneDigits } from "#lib/matrix/user-id.ts";

describe("an address is told from a name:", () => {
  test.each([
    ["ada@example.org", "email"],
    ["Ada.Lind+x@mail.example.org", "email"],
    ["+49 (30) 123-456", "phone"],
    ["0049 30 123456", "phone"],
    ["ada", undefined],
    ["@ada:example.org", undefined],
    ["ada@example", undefined],
    ["ada@example.", undefined],
    ["ada lind@example.org", undefined],
    ["1234567", undefined],
    ["+1 2", undefined],
  ])("%j", (text, by) => {
    expect(addressIn(text)?.by).toBe(by);
  });
});

test.each([
  ["+49 (30) 123-456", "4930123456"],
  ["0049 30 123456", "4930123456"],
])("a phone number is its digits: %j", (typed, digits) => {
  expect(phoneDigits(typed)).toBe(digits);
});
