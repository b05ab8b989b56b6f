import { describe, expect, test } from "vitest";

import { addressIn, phoneDigits } from "#lib/matrix/user-id.ts";

describe("recognising an identifier", () => {
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
  ])("recognises the type of %j", (text, by) => {
    expect(addressIn(text)?.by).toBe(by);
  });
});

test.each([
  ["+49 (30) 123-456", "4930123456"],
  ["0049 30 123456", "4930123456"],
])("normalises the phone number %j to its digits", (typed, digits) => {
  expect(phoneDigits(typed)).toBe(digits);
});
