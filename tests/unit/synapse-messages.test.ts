import { expect, test } from "vitest";

import { lastMeaningfulLine } from "#scripts/support/synapse/install.ts";
import { whyNone } from "#scripts/support/synapse/python.ts";
import { lastReason } from "#scripts/support/synapse/server.ts";

test.each([
  [
    "Collecting a\nERROR: No matching distribution found\n\n[notice] A new release",
    "ERROR: No matching distribution found",
  ],
  [
    "WARNING: Retrying after connection broken by 'x'\nERROR: No matching",
    "the package index cannot be reached",
  ],
  ["Killed\nWARNING: something\n", "Killed"],
  ["", undefined],
])("summarises pip's output %j as %j", (output, reason) => {
  expect(lastMeaningfulLine(output)).toBe(reason);
});

const python = { command: "python3", version: "3.11.2", isNewEnough: true, hasVenv: false };

test("reports what is wrong with each Python, and how to fix it", () => {
  expect(whyNone([python], undefined)).toContain("lacks the module venv");
  const old = { ...python, version: "3.9.2", isNewEnough: false };
  expect(whyNone([old], undefined)).toContain("Python 3.10 or newer; python3 is 3.9.2");
  expect(whyNone([old, python], undefined)).toContain("3.11.2");
  expect(whyNone([], undefined)).toContain("No Python found");
  expect(whyNone([], "/opt/python")).toContain("/opt/python");
});

test("shows the error of a failed Synapse before the path of its log", () => {
  const output = `
Error in configuration at 'listeners':
  Expected a list
Generating signing key file /somewhere/signing.key
 There may be more information in the logs.
***********************
`;
  expect(lastReason(output)).toBe("Expected a list");
});
