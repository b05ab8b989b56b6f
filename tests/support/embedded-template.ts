import { PGlite } from "@electric-sql/pglite";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

import { claimWhenFree } from "#scripts/support/claim.ts";
import { local, root } from "#scripts/support/project.ts";

const { version } = JSON.parse(
  readFileSync(join(root, "node_modules/@electric-sql/pglite/package.json"), "utf8"),
) as { version: string };
const template = local(`store-${version}`);

/** Puts an empty embedded database into a folder: to copy one is quick, to make one takes seconds. */
export async function copyEmbeddedStore(dataDir: string): Promise<void> {
  if (!existsSync(template)) await makeTemplate();
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await cp(template, join(dataDir, "store"), { recursive: true });
}

async function makeTemplate(): Promise<void> {
  const making = await claimWhenFree(local("store-making"), () => {});
  try {
    if (existsSync(template)) return;
    const draft = `${template}.draft`;
    await rm(draft, { recursive: true, force: true });
    const database = await PGlite.create(draft);
    await database.close();
    await rename(draft, template);
  } finally {
    making.release();
  }
}
