import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, readlinkSync } from "node:fs";
import { chown, mkdir, realpath, rm, stat, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";

import type { User } from "#scripts/support/process.ts";
import { markOf } from "#scripts/support/project.ts";
import { SetupError } from "#scripts/support/setup-error.ts";

const run = promisify(execFile);
const isRoot = () => process.getuid?.() === 0;

/** A PostgreSQL's data folder, and the user it runs as. */
export type Home = { path: string; user: User | undefined };

/**
 * The home below a folder, created if missing. PostgreSQL refuses to run as root: then the home belongs to
 * another user, and is only linked here if that user could not reach it.
 */
export async function prepareHome(dir: string): Promise<Home> {
  // Other users may pass through, as PostgreSQL's user must, but not list it.
  await mkdir(dir, { recursive: true, mode: 0o711 });
  const home = join(dir, "home");
  if (!isRoot()) {
    await mkdir(home, { recursive: true, mode: 0o700 });
    return { path: home, user: undefined };
  }
  const another = await anotherUser();
  const link = linkIn(dir);
  if (!existsSync(home) || (link && !link.isOwn)) await make(home, dir, another);
  const path = await realpath(home);
  const owner = await stat(path);
  if (owner.uid !== 0) return { path, user: { uid: owner.uid, gid: owner.gid } };
  await chown(path, another.uid, another.gid);
  return { path, user: another };
}

/** Removes such a folder with its links' targets. */
export async function removeHome(dir: string): Promise<void> {
  const link = linkIn(dir);
  if (link?.isOwn) await rm(link.target, { recursive: true, force: true });
  await rm(dir, { recursive: true, force: true });
}

const placeFor = (dir: string) => `synapse-dashboard-postgres-${markOf(dir)}-`;

/** A home's link target; in a copy of the folder that is still the original's home. */
function linkIn(dir: string): { target: string; isOwn: boolean } | undefined {
  try {
    const target = readlinkSync(join(dir, "home"));
    return { target, isOwn: basename(target).startsWith(placeFor(dir)) };
  } catch {
    return undefined;
  }
}

async function make(home: string, dir: string, user: User): Promise<void> {
  await rm(home, { force: true });
  if (await canReach(dir, user)) return mkdir(home, { mode: 0o700 });
  const elsewhere = join("/var/tmp", `${placeFor(dir)}${randomUUID()}`);
  // The link comes first, so that every folder has one.
  await symlink(elsewhere, home);
  await mkdir(elsewhere, { mode: 0o700 });
}

async function canReach(dir: string, user: User): Promise<boolean> {
  return run("test", ["-x", dir], user).then(
    () => true,
    () => false,
  );
}

async function anotherUser(): Promise<User> {
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = await Promise.all([idOf("-u", name), idOf("-g", name)]);
    if (uid && gid) return { uid, gid };
  }
  throw new SetupError("PostgreSQL does not run as root, and there is no user postgres or nobody.");
}

async function idOf(which: string, name: string): Promise<number | undefined> {
  return run("id", [which, name]).then(
    ({ stdout }) => Number(stdout),
    () => undefined,
  );
}
