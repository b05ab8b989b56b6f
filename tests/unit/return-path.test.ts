import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { returnPath } from "#lib/server/auth/return-path.ts";

const ORIGIN = "http://dashboard.test";

describe("keeping our own pages", () => {
  test.each([
    ["/users?q=ada&page=2", "/users?q=ada&page=2"],
    [`${ORIGIN}/users`, "/users"],
    ["/users/%40a%25b%3Aexample.org", "/users/%40a%25b%3Aexample.org"],
    ["/users/../jobs", "/jobs"],
    ["/audit?q=//evil.example", "/audit?q=//evil.example"],
    ["/sign-in-history", "/sign-in-history"],
  ])("keeps %s", (asked, path) => expect(returnPath(asked)).toBe(path));
});

describe("going home", () => {
  test.each([
    "/.//127.0.0.1:9111/evil",
    "/..//evil.example",
    "/users/..//evil.example",
    "/.\\/evil.example",
    `${ORIGIN}//evil.example`,
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "http://[",
    "/sign-in",
    "/sign-in?callbackUrl=/users",
    "/./sign-in/return",
    "/api/exports/users",
    "/users/%E0%A4%A",
    "/users?q=100%",
    "/users?q=%ff",
    "",
    undefined,
    ["/users", "/jobs"],
  ])("replaces %j with the home page", (asked) => expect(returnPath(asked)).toBe("/"));
});

const pieces = [
  "/",
  "\\",
  ".",
  "..",
  "//",
  "%2F",
  "%5C",
  "%2E",
  ":",
  "@",
  "?",
  "#",
  "\t",
  "\n",
  " ",
];
const tricky = fc
  .array(fc.oneof(fc.constantFrom(...pieces, ORIGIN, "evil.example", "http:"), fc.string()))
  .map((parts) => parts.join(""));

test("never leads to another site", () => {
  fc.assert(
    fc.property(fc.oneof(tricky, fc.webUrl(), fc.string({ unit: "binary" })), (asked) => {
      const path = returnPath(asked);
      expect(new URL(path, ORIGIN).origin).toBe(ORIGIN);
      expect(path).toMatch(/^\/(?![/\\])/);
      expect(returnPath(path)).toBe(path);
      expect(() => decodeURIComponent(path)).not.toThrow();
    }),
    { numRuns: 5000 },
  );
});
