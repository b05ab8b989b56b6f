import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";

import { contentSecurityPolicy } from "#lib/server/http/security-headers.ts";

const policy = contentSecurityPolicy("a-nonce");
const directive = (name: string) =>
  policy.split("; ").find((part) => part.startsWith(`${name} `)) ?? "";

test("runs only scripts with the nonce", () => {
  expect(directive("script-src")).toBe("script-src 'self' 'nonce-a-nonce' 'strict-dynamic'");
});

test("neither loads from nor sends to another address", () => {
  expect(policy).not.toMatch(/https?:|\*|'unsafe-eval'/);
  for (const name of ["default-src", "connect-src", "form-action", "font-src"]) {
    expect(directive(name)).toBe(`${name} 'self'`);
  }
  for (const name of ["base-uri", "object-src", "frame-ancestors"]) {
    expect(directive(name)).toBe(`${name} 'none'`);
  }
});

test("allows the styles that sonner writes", () => {
  const source = readFileSync(createRequire(import.meta.url).resolve("sonner"), "utf8");
  const sheet = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(source)?.[1];
  if (sheet === undefined) throw new Error("sonner writes no style any more: take its hash away.");
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  expect(directive("style-src")).toBe(
    `style-src 'self' 'nonce-a-nonce' ${hash("")} ${hash(JSON.parse(sheet) as string)}`,
  );
});
