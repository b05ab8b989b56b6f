import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

/**
 * The floors of the house, from the ground up: a file imports only from floors below its own, and from its
 * own folder. Types and `import()` count too. A folder that is not here belongs to the nearest one above it
 * that is. Peers share a floor and may not know each other.
 */
const FLOORS: (string | { peers: string[] })[] = [
  "lib/matrix",
  "lib",
  "lib/contract/kit",
  "lib/contract/sign-in",
  "lib/contract",
  "lib/contract/internal",
  { peers: ["lib/passwords", "lib/search-params"] },

  "lib/server/runtime",
  { peers: ["lib/server/store", "lib/server/crypto"] },
  "lib/server/http",
  "lib/server/homeserver",
  "lib/server/oauth",
  "lib/server/discovery",
  "lib/server/session",
  "lib/server/audit",
  "lib/server/auth",
  "lib/server/domain",
  "lib/server/jobs",
  "lib/server/operations",
  "lib/server/api",
  "lib/server",

  "lib/client",
  "components/ui",
  "components/errors",
  { peers: ["components/forms", "components/matrix", "components/tables"] },
  {
    peers: [
      "components/account-data",
      "components/audit",
      "components/connections",
      "components/devices",
      "components/imports",
      "components/jobs",
      "components/layout",
      "components/limits",
      "components/media",
      "components/memberships",
      "components/my-sessions",
      "components/sign-in",
      "components/tokens",
      "components/users",
    ],
  },
  "app",
];
const rooms = FLOORS.flatMap((floor, level) =>
  (typeof floor === "string" ? [floor] : floor.peers).map((folder) => ({ folder, level })),
);

const files = globSync("{app,components,lib}/**/*.{ts,tsx}");
const read = (file: string) => readFileSync(file, "utf8");
const IMPORT = /(?:from|import)\s*\(?\s*"(#|\.\/)([^"]+)"/g;
const importsOf = (file: string) =>
  [...read(file).matchAll(IMPORT)]
    .map(([, kind, path = ""]) => (kind === "#" ? path : join(dirname(file), path)))
    .filter((path) => files.includes(path));
const roomOf = (path: string) =>
  rooms
    .filter(({ folder }) => path.startsWith(`${folder}/`))
    .sort((one, other) => other.folder.length - one.folder.length)[0];

test("gives every folder a floor", () => {
  const known = new Set(rooms.map(({ folder }) => folder));
  const homeless = files.filter((file) => {
    const [top, second = ""] = file.split("/");
    return top === "components" && !known.has(`${top}/${second}`);
  });
  expect(homeless).toEqual([]);
});

test("imports only from lower floors", () => {
  const upwards = files.flatMap((file) => {
    const from = roomOf(file);
    return importsOf(file)
      .filter((path) => {
        const to = roomOf(path);
        return from && to && to.folder !== from.folder && to.level >= from.level;
      })
      .map((path) => `${file} -> ${path}`);
  });
  expect(upwards).toEqual([]);
});

test("keeps browser and server code apart", () => {
  const isServer = (path: string) => path.startsWith("lib/server/");
  const isBrowser = (path: string) => /^(components|lib\/client)\//.test(path);
  const meetings = files.flatMap((file) =>
    importsOf(file)
      .filter((path) => (isBrowser(file) ? isServer(path) : isServer(file) && isBrowser(path)))
      .map((path) => `${file} -> ${path}`),
  );
  expect(meetings).toEqual([]);
});

test("has no circular imports between files", () => {
  expect(circles(new Map(files.map((file) => [file, importsOf(file)])))).toEqual([]);
});

test("has no circular imports between folders", () => {
  // A folder and the folders inside it are one room.
  const isInside = (one: string, other: string) =>
    `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);
  const folders = new Map<string, Set<string>>();
  for (const file of files) {
    const from = dirname(file);
    for (const to of importsOf(file).map(dirname)) {
      if (!isInside(from, to)) folders.set(from, (folders.get(from) ?? new Set()).add(to));
    }
  }
  expect(circles(folders)).toEqual([]);
});

/** The circles of a graph, each as a path that ends where it begins. */
function circles(graph: ReadonlyMap<string, Iterable<string>>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (node: string, path: string[]): void => {
    if (path.includes(node)) {
      found.push([...path.slice(path.indexOf(node)), node].join(" -> "));
    } else if (!done.has(node)) {
      for (const next of graph.get(node) ?? []) visit(next, [...path, node]);
      done.add(node);
    }
  };
  for (const node of graph.keys()) visit(node, []);
  return found;
}

test("uses relative imports only within a folder", () => {
  expect(files.filter((file) => read(file).includes('from "../'))).toEqual([]);
});

const all = [...files, "middleware.ts", "instrumentation.ts"];

test.each([
  ["process.env", ["instrumentation.ts", "lib/server/runtime/env.ts"]],
  // Elsewhere `tryJson`, or `readJson` where what is no JSON is an error.
  ["JSON.parse(", ["lib/server/http/read-json.ts", "lib/try-json.ts"]],
  ['from "iron-session"', ["lib/server/crypto/seal.ts"]],
  [
    'from "next-auth',
    [
      "lib/server/auth/route.ts",
      "lib/server/auth/next-auth.ts",
      "lib/server/auth/identity.ts",
      "middleware.ts",
    ],
  ],
  ['from "@electric-sql/pglite"', ["lib/server/store/embedded.ts"]],
  ['import("pg")', ["lib/server/store/store.ts"]],
  [
    'from "swr',
    ["lib/client/use-command.ts", "lib/client/use-query.ts", "lib/server/api/prefetch.ts"],
  ],
  ['from "undici"', ["lib/server/homeserver/request.ts", "lib/server/homeserver/public-agent.ts"]],
  ['from "ipaddr.js"', ["lib/server/homeserver/public-agent.ts"]],
  ['from "pino"', ["lib/server/runtime/logger.ts"]],
  ['from "rate-limiter-flexible"', ["lib/server/http/rate-limit.ts"]],
  ["AbortSignal.timeout(", ["lib/server/runtime/outside-of-requests.ts"]],
  ['from "sonner"', ["components/ui/toaster.tsx"]],
  ['from "next/link"', ["components/ui/link.tsx"]],
  ['from "@zxcvbn-ts/', ["components/users/reset-password/estimate-strength.ts"]],
  // Every answer to a browser has its admin rights checked in `context.ts`.
  ["requireSession(", ["lib/server/session/context.ts", "lib/server/session/session.ts"]],
  ["contextOf(", ["lib/server/session/context.ts", "lib/server/api/prefetch.ts"]],
  // It throws on a malformed address, and on one that was decoded before: `decodeAddress`, `aboutUser`.
  ["decodeURI", ["lib/routes.ts"]],
  // Who does an action is for `isManagedByMas` to say.
  ["refuses?.(", ["lib/contract/kit/mas.ts"]],
  // What Synapse says where another service has the accounts, not what may be done there.
  [
    "useHasMas(",
    [
      "components/users/detail/user-profile.tsx",
      "components/users/list/find/find-dialog.tsx",
      "components/users/list/users-filters.tsx",
      "components/users/user-state.tsx",
      "lib/client/mas.tsx",
    ],
  ],
  ["dangerouslySetInnerHTML", []],
  ["localStorage", []],
  ["sessionStorage", []],
  ["document.cookie", []],
])("uses %s only in %j", (text, homes) => {
  expect(all.filter((file) => read(file).includes(text)).sort()).toEqual([...homes].sort());
});

test("uses Radix only in the design system", () => {
  const users = all.filter((file) => read(file).includes('from "@radix-ui/'));
  expect(users.filter((file) => !file.startsWith("components/ui/"))).toEqual([]);
});

// The contract's answers have a test of their own, in contract.test.ts: there absent means unknown.
test("sets default values only in settings, our own forms and what Matrix itself defines", () => {
  const users = all.filter((file) => read(file).includes("z._default(") && !inContract(file));
  expect(users.sort()).toEqual(
    [
      "app/api/imports/users/route.ts",
      // Our own server writes errors, and leaves out details that are empty.
      "lib/errors.ts",
      "lib/server/auth/next-auth.ts",
      "lib/server/runtime/env.ts",
      // The specification says what a room's power levels are where they are absent.
      "lib/server/domain/rooms/power-levels.ts",
    ].sort(),
  );
});

const inContract = (file: string) => file.startsWith("lib/contract/");

test("marks every file of lib/server as server-only", () => {
  const unmarked = globSync("lib/server/**/*.{ts,tsx}").filter(
    (file) => !read(file).includes('import "server-only"'),
  );
  expect(unmarked).toEqual([]);
});

test("spells out addresses only in lib/routes.ts", () => {
  const spelled = files.filter((file) =>
    /(href|push|replace|redirect)[=(]{1,2}["'`{]+\//.test(read(file)),
  );
  expect(spelled).toEqual([]);
});

test("shows identifiers only through components/ui/identifier.tsx", () => {
  // Elsewhere a U+202E in one would turn the text around it.
  const bare =
    /<(?!\w*Identifier)[\w.]+(\s[^<>]*)?>\s*\{(user\.name|userId|user_id|who|room|room_id|device_id|item\.target)\}\s*</;
  expect(files.filter((file) => bare.test(read(file)))).toEqual([]);
});

test("shows hidden characters of identifiers in sentences and titles too", () => {
  const id = String.raw`(?:[\w.]+\.)?(?:user_id|userId|device_id|room_id)`;
  const bare = new RegExp(String.raw`\bt\([^()]*\{[^{}()]*: ${id}\b[^()]*\}|title=\{${id}\}`);
  const shown = globSync("{app,components}/**/*.tsx");
  expect(shown.filter((file) => bare.test(read(file)))).toEqual([]);
});

test("bounds totals, waiting times and lifetimes with lib/contract/kit/bounds.ts", () => {
  const unbound = files.filter((file) =>
    /\b(total|expires_in\w*|retry_after\w*)\b.*z\.(number|int)\(/.test(read(file)),
  );
  expect(unbound).toEqual([]);
});

test("makes JSON storable before it is written", () => {
  const keepers = globSync("lib/server/{store,audit}/*.ts");
  const bare = keepers.filter((file) => /JSON\.stringify\(/.test(read(file)));
  expect(bare).toEqual(["lib/server/store/storable-json.ts"]);
});

/** A homeserver says whether there is a next page: a loop of one's own ends when that one likes. */
test("reads a list page by page only through pages()", () => {
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

test("allows unconditional server loops only where the input, a time limit or a lease ends them", () => {
  const loops = globSync("lib/server/**/*.ts").filter((file) =>
    /\bfor \([^;()]*;\s*;|\bwhile \(true\)|\bdo \{/.test(read(file)),
  );
  expect(loops.sort()).toEqual([
    "lib/server/domain/imports/name-rows.ts",
    "lib/server/domain/imports/read-rows.ts",
    "lib/server/jobs/kinds/deactivate.ts",
    "lib/server/jobs/kinds/redact.ts",
    "lib/server/jobs/run-item.ts",
    "lib/server/session/renew-token.ts",
  ]);
});

/** What a process remembers must not grow with what strangers ask for. Reads under way end by themselves. */
test("bounds every in-memory cache but reads under way", () => {
  const unbounded = files.filter((file) => /once\([^;]*\bnew Map\b/.test(read(file)));
  expect(unbounded).toEqual(["lib/server/runtime/coalesce-reads.ts"]);
});

// There it is decided who may see a user, and what of it is their own.
test("makes every page of a user with userPage()", () => {
  const pages = files.filter((file) => /^app\/.*\/\[userId\]\/.*page\.tsx$/.test(file));
  expect(pages.length).toBeGreaterThan(0);
  expect(pages.filter((file) => !read(file).includes("export default userPage("))).toEqual([]);
});

test("uses start and end in styles, not left and right", () => {
  // So that a right-to-left language needs no second stylesheet.
  const physical =
    /["'`\s:](-?(ml|mr|pl|pr|left|right)-[\d[]|-?m[lr]-auto|text-(left|right)\b|border-[lr]\b|rounded-([lr]|[tb][lr])\b)/;
  const styled = files.filter((file) => file.endsWith(".tsx"));
  expect(styled.filter((file) => physical.test(read(file)))).toEqual([]);
});

test("keeps every file short enough to read in one sitting", () => {
  const long = files.filter((file) => read(file).split("\n").length > 250);
  expect(long).toEqual([]);
});
