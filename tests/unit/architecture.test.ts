import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** What each folder may import of the others. A folder always may import itself. */
const MAY_IMPORT: Record<string, string[]> = {
  "lib/contract": [],
  "lib/client": ["lib/contract"],
  "lib/server": ["lib/contract"],
  "components/ui": [],
  "components/forms": ["components/ui", "lib/client", "lib/contract"],
  "components/layout": ["components/ui", "components/forms", "lib/client", "lib/contract"],
  "components/sign-in": ["components/ui", "components/forms", "lib/client", "lib/contract"],
  "components/users": ["components/ui", "components/forms", "lib/client", "lib/contract"],
  "components/tokens": ["components/ui", "components/forms", "lib/client", "lib/contract"],
  "components/account": ["components/ui", "components/forms", "lib/client", "lib/contract"],
  "components/audit": ["components/ui", "components/forms", "lib/client", "lib/contract"],
  "components/imports": ["components/ui", "components/forms", "lib/client", "lib/contract"],
  "components/jobs": ["components/ui", "components/forms", "lib/client", "lib/contract"],
  "components/media": ["components/ui", "components/forms", "lib/client", "lib/contract"],
  "components/limits": ["components/ui", "components/forms", "lib/client", "lib/contract"],
  "components/connections": ["components/ui", "components/forms", "lib/client", "lib/contract"],
  "components/memberships": ["components/ui", "components/forms", "lib/client", "lib/contract"],
  "components/account-data": ["components/ui", "components/forms", "lib/client", "lib/contract"],
  "components/devices": ["components/ui", "components/forms", "lib/client", "lib/contract"],
};
const files = globSync("{app,components,lib}/**/*.{ts,tsx}");
const read = (file: string) => readFileSync(file, "utf8");
const layerOf = (path: string) => /^(?:lib|components)\/[^/.]+(?=\/)/.exec(path)?.[0];
const importsOf = (file: string) =>
  [...read(file).matchAll(/from "#([^"]+)"/g)].map(([, path]) => path ?? "");

test("folders import only what they may", () => {
  const wrong = files.flatMap((file) => {
    const layer = layerOf(file);
    const allowed = layer && MAY_IMPORT[layer];
    if (!allowed) return layer ? [`${file}: give ${layer} a line in MAY_IMPORT`] : [];
    return importsOf(file)
      .filter((path) => {
        const other = layerOf(path);
        return other && other !== layer && !allowed.includes(other);
      })
      .map((path) => `${file} imports ${path}`);
  });
  expect(wrong).toEqual([]);
});

test("only a file's own folder is imported relatively", () => {
  expect(files.filter((file) => read(file).includes('from "../'))).toEqual([]);
});

const all = [...files, "middleware.ts", "instrumentation.ts"];

test.each([
  ["process.env", ["instrumentation.ts", "lib/server/env.ts"]],
  ['from "iron-session"', ["lib/server/seal.ts"]],
  [
    'from "next-auth',
    ["lib/server/auth-route.ts", "lib/server/auth.ts", "lib/server/identity.ts", "middleware.ts"],
  ],
  ['from "@electric-sql/pglite"', ["lib/server/store/embedded.ts"]],
  ['import("pg")', ["lib/server/store/store.ts"]],
  [
    'from "swr',
    ["lib/client/use-command.ts", "lib/client/use-query.ts", "lib/server/first-answers.ts"],
  ],
  ['from "undici"', ["lib/server/homeserver-request.ts", "lib/server/public-agent.ts"]],
  ['from "ipaddr.js"', ["lib/server/public-agent.ts"]],
  ['from "pino"', ["lib/server/logger.ts"]],
  ['from "rate-limiter-flexible"', ["lib/server/attempts.ts"]],
  ['from "sonner"', ["components/ui/toaster.tsx"]],
  ['from "next/link"', ["components/ui/link.tsx"]],
  ['from "@zxcvbn-ts/', ["components/users/reset-password/estimate-strength.ts"]],
  // Every answer to a browser has its admin rights checked in `context.ts`.
  ["requireSession(", ["lib/server/context.ts", "lib/server/session.ts"]],
  ["contextOf(", ["lib/server/context.ts", "lib/server/first-answers.ts"]],
  // It throws on a malformed address, and on one that was decoded before: `decodeAddress`, `userIdOf`.
  ["decodeURI", ["lib/routes.ts"]],
  ["dangerouslySetInnerHTML", []],
  ["localStorage", []],
  ["sessionStorage", []],
  ["document.cookie", []],
])("%s appears only in %j", (text, homes) => {
  expect(all.filter((file) => read(file).includes(text)).sort()).toEqual(homes);
});

test("Radix appears only in the design system", () => {
  const users = all.filter((file) => read(file).includes('from "@radix-ui/'));
  expect(users.filter((file) => !file.startsWith("components/ui/"))).toEqual([]);
});

test("every file of lib/server is marked server-only", () => {
  const unmarked = globSync("lib/server/**/*.{ts,tsx}").filter(
    (file) => !read(file).includes('import "server-only"'),
  );
  expect(unmarked).toEqual([]);
});

test("addresses are spelled out in lib/routes.ts alone", () => {
  const spelled = files.filter((file) =>
    /(href|push|replace|redirect)[=(]{1,2}["'`{]+\//.test(read(file)),
  );
  expect(spelled).toEqual([]);
});

test("no file is longer than one reads in one sitting", () => {
  const long = files.filter((file) => read(file).split("\n").length > 250);
  expect(long).toEqual([]);
});
