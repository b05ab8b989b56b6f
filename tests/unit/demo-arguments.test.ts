import { expect, test } from "vitest";

import { HelpAsked } from "#scripts/arguments.ts";
import { parseDemoArguments } from "#scripts/demo-arguments.ts";

test("keeps the demo's data and uses the usual ports by default", () => {
  expect(parseDemoArguments([])).toEqual({
    reset: false,
    postgres: false,
    port: 3000,
    synapsePort: 8008,
  });
});

test("accepts options for ports, PostgreSQL and a fresh start", () => {
  expect(
    parseDemoArguments(["--reset", "--postgres", "--port", "4000", "--synapse-port=9000"]),
  ).toEqual({
    reset: true,
    postgres: true,
    port: 4000,
    synapsePort: 9000,
  });
});

test.each([
  [["--prot", "4000"], "--prot"],
  [["4000"], "4000"],
  [["--port"], "--port"],
  [["--port", "0"], '--port is "0"'],
  [["--port", "70000"], '--port is "70000"'],
  [["--port", "3e3"], '--port is "3e3"'],
  [["--port", "8008"], "must differ"],
])("rejects %j with one line that names it", (args, named) => {
  expect(() => parseDemoArguments(args)).toThrow(named);
  expect(() => parseDemoArguments(args)).not.toThrow("\n");
});

test.each([[["--prot", "4000"]], [["4000"]], [["--reset", "please"]]])(
  "shows the usage when it rejects %j",
  (args) => {
    expect(() => parseDemoArguments(args)).toThrow("Usage: npm run demo -- [--reset]");
  },
);

test("explains every option in the help, and starts nothing", () => {
  expect(() => parseDemoArguments(["--port", "4000", "--help"])).toThrow(HelpAsked);
  for (const option of ["--reset", "--postgres", "--port PORT", "--synapse-port PORT"]) {
    expect(() => parseDemoArguments(["--help"])).toThrow(`  ${option} `);
  }
});
