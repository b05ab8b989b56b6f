import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Entry = { integrity?: string; resolved?: string; link?: boolean; inBundle?: boolean };

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  packages: Record<string, Entry>;
};
const downloaded = Object.entries(packages).filter(
  ([path, { link, inBundle }]) => path !== "" && !link && !inBundle,
);

// npm leaves integrity out for packages of other platforms when node_modules is there already: remove
// the entries named here from the lock file, and run `npm install --package-lock-only` without node_modules.
test("has the integrity of every downloaded package", () => {
  const without = downloaded.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"));
  expect(without.map(([path]) => path)).toEqual([]);
});

test("names no registry", () => {
  expect(downloaded.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});
