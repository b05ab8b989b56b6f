import { cp, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { prepareHome, removeHome } from "#scripts/support/postgres/home.ts";

test("neither uses nor removes the database of the folder it was copied from", async () => {
  // As root it is a link, since another user can't reach a folder of mkdtemp's.
  const parent = await mkdtemp(join(tmpdir(), "homes-"));
  const [original, copy] = [join(parent, "original"), join(parent, "copy")];
  onTestFinished(async () => {
    await removeHome(original);
    await removeHome(copy);
    await rm(parent, { recursive: true });
  });
  const { path } = await prepareHome(original);
  await cp(original, copy, { recursive: true, verbatimSymlinks: true });

  await removeHome(copy);
  expect((await stat(path)).isDirectory()).toBe(true);

  await cp(original, copy, { recursive: true, verbatimSymlinks: true });
  expect((await prepareHome(copy)).path).not.toBe(path);
  expect((await prepareHome(original)).path).toBe(path);
});
