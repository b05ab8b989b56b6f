import { execFile } from "node:child_process";
import { mkdtemp, rm, rmdir, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A disk of its own that a test can fill; undefined where this user may not make one. */
export async function makeSmallDisk(megabytes: number) {
  const path = await mkdtemp(join(tmpdir(), "small-disk-"));
  const filler = join(path, "filler");
  const options = ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", path];
  try {
    await run("mount", options);
  } catch {
    await rmdir(path);
    return undefined;
  }
  return {
    path,
    async fill() {
      const { bavail, bsize } = await statfs(path);
      await writeFile(filler, Buffer.alloc(bavail * bsize));
    },
    free: () => rm(filler),
    async [Symbol.asyncDispose]() {
      // Lazily: a PostgreSQL that has ended leaves files open.
      await run("umount", ["--lazy", path]);
      await rmdir(path);
    },
  };
}
