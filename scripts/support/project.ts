import { createHash } from "node:crypto";
import { join, relative, resolve } from "node:path";

/** The project's folder. */
export const root = resolve(import.meta.dirname, "../..");

/** A path under the folder of all generated files. */
export const local = (...parts: string[]) => join(root, ".local", ...parts);

/** A readable path: relative to the project. */
export const shown = (path: string) => relative(root, path);

/**
 * Distinguishes a folder from a copy of it. Resources outside a folder have this in their name, so that a
 * copy of the folder neither uses nor removes them.
 */
export const markOf = (folder: string) =>
  createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 8);
