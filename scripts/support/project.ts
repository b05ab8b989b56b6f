import { createHash } from "node:crypto";
import { join, relative, resolve } from "node:path";

/** The project's folder. */
export const root = resolve(import.meta.dirname, "../..");

/** A path under the folder that holds everything the commands make. */
export const local = (...parts: string[]) => join(root, ".local", ...parts);

/** A path as a person reads it: relative to the project. */
export const shown = (path: string) => relative(root, path);

/**
 * Tells a folder from a copy of it. What belongs to a folder and lies outside of it has this in its
 * name, so that the copy of the folder neither uses it nor removes it.
 */
export const markOf = (folder: string) =>
  createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 8);
