import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { claim } from "#scripts/support/claim.ts";
import { root } from "#scripts/support/project.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "claim-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("lets one process at a time claim a folder", () => {
  const first = claim(folder);
  expect(first).toBeDefined();
  expect(claim(folder)).toBeUndefined();

  first?.release();

  const second = claim(folder);
  expect(second).toBeDefined();
  second?.release();
});

test("releases the claim of a killed process", async () => {
  const code = `
    import { claim } from "#scripts/support/claim.ts";
    if (claim(${JSON.stringify(folder)})) console.log("claimed");
    setInterval(() => {}, 1000);
  `;
  const other = spawn(process.execPath, ["--input-type=module", "-e", code], { cwd: root });
  await once(other.stdout, "data");
  expect(claim(folder)).toBeUndefined();

  other.kill("SIGKILL");
  await once(other, "exit");

  const own = claim(folder);
  expect(own).toBeDefined();
  own?.release();
});
