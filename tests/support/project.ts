import { join, relative, resolve } from "node:path";

/** The project's folder. */
export const root = resolve(import.meta.dirname, "../..");

/** A path under the folder that holds everything the commands make. */
export const local = (...parts: string[]) => join(root, ".local", ...parts);

/** A path as a person reads it: relative to the project. */
export const shown = (path: string) => relative(root, path);
