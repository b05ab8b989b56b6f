import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** What each folder may import of the others. A folder always may import itself. */
const MAY_IMPORT: Record<string, string[]> = {
  "lib/matrix": [],
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
        return other && other !== layer && other !== "lib/matrix" && !allowed.includes(other);
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
  ["AbortSignal.timeout(", ["lib/server/outside-of-requests.ts"]],
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

// The contract's answers have a test of their own, in contract.test.ts: there absent means unknown.
test("only settings, our own forms and what Matrix itself defines have default values", () => {
  const users = all.filter((file) => read(file).includes("z._default(") && !inContract(file));
  expect(users.sort()).toEqual([
    "app/api/imports/users/route.ts",
    // Our own server writes errors, and leaves out details that are empty.
    "lib/errors.ts",
    "lib/server/auth.ts",
    "lib/server/env.ts",
    // The specification says what a room's power levels are where they are absent.
    "lib/server/power.ts",
  ]);
});

const inContract = (file: string) => file.startsWith("lib/contract/");

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

test("identifiers are shown by components/ui/identifier.tsx", () => {
  // Elsewhere a U+202E in one would turn the text around it.
  const bare =
    /<(?!\w*Identifier)[\w.]+(\s[^<>]*)?>\s*\{(user\.name|userId|user_id|who|room|room_id|device_id|item\.target)\}\s*</;
  expect(files.filter((file) => bare.test(read(file)))).toEqual([]);
});

test("totals, times to wait and lifetimes have the bounds of lib/contract/bounds.ts", () => {
  const unbound = files.filter((file) =>
    /\b(total|expires_in\w*|retry_after\w*)\b.*z\.(number|int)\(/.test(read(file)),
  );
  expect(unbound).toEqual([]);
});

/** A homeserver says whether there is a next page: a loop of one's own ends when that one likes. */
test("only pages() follows a list from page to page", () => {
  const readers = files.filter(
    (file) =>
      !file.startsWith("lib/contract/") && /next_token|next_batch|prev_batch/.test(read(file)),
  );
  expect(readers.filter((file) => !/\bpages\(/.test(read(file)))).toEqual([]);

  const counted = globSync("lib/server/**/*.ts").filter((file) =>
    /\bfrom \+= |\bfrom = [^=;]*\bfrom \+ /.test(read(file)),
  );
  expect(counted).toEqual([]);
});

test("loops without a condition on the server are these: each ends with its input, a time limit or a lease", () => {
  const loops = globSync("lib/server/**/*.ts").filter((file) =>
    /\bfor \([^;()]*;\s*;|\bwhile \(true\)|\bdo \{/.test(read(file)),
  );
  expect(loops.sort()).toEqual([
    "lib/server/imports/name-rows.ts",
    "lib/server/imports/read-rows.ts",
    "lib/server/jobs/kinds/deactivate.ts",
    "lib/server/jobs/kinds/redact.ts",
    "lib/server/jobs/run-item.ts",
    "lib/server/renew-token.ts",
  ]);
});

test("no file is longer than one reads in one sitting", () => {
  const long = files.filter((file) => read(file).split("\n").length > 250);
  expect(long).toEqual([]);
});
