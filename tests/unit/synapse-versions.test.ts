import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { isOlder, isUnsupported, lacking } from "#lib/contract/kit/synapse-versions.ts";

describe("reading a version", () => {
  test.each([
    ["1.121.1", true],
    ["1.122.0", false],
    ["1.122.0rc1", false],
    ["1.122", false],
    ["1.99.1 (b=matrix-org-hotfixes,abc)", true],
    ["1.163.2+ds-1~bpo12+1", false],
    ["v1.9.0", true],
    ["2.0.0", false],
    ["0.99.5.2", true],
  ])("reads the version %s", (version, older) => {
    expect(isOlder(version, "1.122")).toBe(older);
  });

  test.each(["", "develop", "1", "unknown (b=main)", "1.999999999999"])(
    "reads no version in %j",
    (version) => {
      expect(isOlder(version, "1.122")).toBeUndefined();
      expect(isUnsupported(version)).toBe(false);
    },
  );
});

test("names a required version only where it is missing", () => {
  expect(lacking("1.144.0", "memberships")).toBe("1.145");
  expect(lacking("1.145.0rc1", "memberships")).toBeUndefined();
  expect(lacking(null, "memberships")).toBeUndefined();
});

test("takes Synapse versions in messages from the table", () => {
  expect(readFileSync("messages/en.json", "utf8")).not.toMatch(/\b1\.\d{2,3}\b/);
});
