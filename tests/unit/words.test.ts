import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

import { WORDS } from "#lib/words.ts";
import { messageUsage } from "#tests/support/message-usage.ts";

/** The files whose client components are below each layout's words. */
const ENTRIES: Record<keyof typeof WORDS, string> = {
  root: "app/*.tsx",
  signIn: "app/(auth)/**/*.tsx",
  console: "app/(console)/layout.tsx",
  users: "app/(console)/users/**/*.tsx",
  jobs: "app/(console)/jobs/**/*.tsx",
  audit: "app/(console)/audit/**/*.tsx",
  account: "app/(console)/account/**/*.tsx",
};

const { namespaces } = messageUsage();
const IMPORT = /(?:from|import\()\s*"(#|\.\/)([^"]+)"/g;
const TYPE_IMPORT = /import type [^;]+;/g;

function importsOf(file: string, source: string): string[] {
  return [...source.replaceAll(TYPE_IMPORT, "").matchAll(IMPORT)]
    .map(([, kind, path = ""]) => (kind === "#" ? path : join(dirname(file), path)))
    .filter((path) => namespaces.has(path));
}

/** The namespaces that client components use, from these files on. */
function clientNamespaces(entries: readonly string[]): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: string, isBelowClient: boolean): void => {
    const source = readFileSync(file, "utf8");
    const isClient = isBelowClient || source.startsWith('"use client"');
    if (seen.has(`${file} ${isClient}`)) return;
    seen.add(`${file} ${isClient}`);
    if (isClient) for (const name of namespaces.get(file) ?? []) found.add(name);
    for (const path of importsOf(file, source)) visit(path, isClient);
  };
  for (const file of entries) visit(file, false);
  return [...found].sort();
}

test.each(Object.entries(ENTRIES))("passes %s the messages of its own pages", (name, pattern) => {
  const entries = globSync(pattern);
  expect(entries.length).toBeGreaterThan(0);
  expect([...WORDS[name as keyof typeof WORDS]].sort()).toEqual(clientNamespaces(entries));
});
