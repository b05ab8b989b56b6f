import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";

import { api } from "#lib/contract/index.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { PasswordPolicy } from "#lib/contract/password-policy.ts";
import { User } from "#lib/contract/users.ts";
import { csvResponse } from "#lib/server/http/csv-response.ts";
import { USER_COLUMNS } from "#lib/server/domain/exports/users.ts";
import { beginCheck } from "#lib/server/domain/imports/check.ts";
import { receive } from "#lib/server/domain/imports/receive.ts";
import {
  checkImport,
  getImport,
  listImportRows,
  startImport,
} from "#lib/server/operations/imports.ts";
import { stopWorking } from "#lib/server/jobs/queue.ts";
import type { Session } from "#lib/server/session/session.ts";
import * as importRows from "#lib/server/store/import-rows.ts";
import * as imports from "#lib/server/store/imports.ts";
import { store } from "#lib/server/store/store.ts";
import { aUser } from "#tests/support/builders.ts";
import { fakeHomeserver } from "#tests/support/shared-fake-homeserver.ts";
import { sendJson } from "#tests/support/fake-homeserver.ts";
import { randomName } from "#scripts/support/synapse/client.ts";
import { until } from "#scripts/support/until.ts";

const synapse = fakeHomeserver();
afterAll(stopWorking);

const SERVER = "test";
const ME = `@${randomName("me")}:${SERVER}`;
const contextOf = (userId = ME) => ({
  session: { id: crypto.randomUUID(), userId, realm: "test" } as Session,
  homeserver: { baseUrl: synapse.baseUrl, realm: "test", timeoutMs: 2000 },
});
const bytes = (text: string | Uint8Array) =>
  typeof text === "string" ? new TextEncoder().encode(text) : text;
async function* body(...parts: (string | Uint8Array | Error)[]) {
  for (const part of parts) {
    if (part instanceof Error) throw part;
    yield bytes(part);
  }
}
const upload = (...parts: (string | Uint8Array | Error)[]) =>
  receive({
    author: ME,
    realm: "test",
    homeserver: { server: SERVER, policy: PasswordPolicy.parse({}) },
    fileName: "users.csv",
    chosen: undefined,
    body: body(...parts),
  });

/** A homeserver that has these accounts. */
function holds(...users: ReturnType<typeof aUser>[]) {
  synapse.reply(api.users.list, ({ url }, response) => {
    const query = new URLSearchParams(url.split("?")[1]);
    const [from, limit] = [Number(query.get("from")), Number(query.get("limit"))];
    sendJson(response, 200, { users: users.slice(from, from + limit), total: users.length });
  });
  synapse.reply(api.users.get, ({ url }, response) => {
    const name = decodeURIComponent(url.split("/").at(-1) ?? "");
    const user = users.find((one) => one.name === name);
    if (user) sendJson(response, 200, { ...user, threepids: [], external_ids: [] });
    else sendJson(response, 404, { errcode: "M_NOT_FOUND" });
  });
}

const untilChecked = (import_id: string) =>
  until(
    "the check to end",
    async () => {
      const now = await getImport(contextOf(), { import_id });
      return now.state === "checking" ? undefined : now;
    },
    { timeoutMs: 20_000 },
  );
async function checked(...parts: (string | Uint8Array)[]) {
  const import_id = await upload(...parts);
  await beginCheck(contextOf(), import_id);
  const { counts } = await untilChecked(import_id);
  const { rows } = await listImportRows(contextOf(), { import_id, from: 0, limit: 500 });
  return { import_id, counts, rows };
}

describe("uploading a file", () => {
  test("keeps every row with its first line, also with line breaks in cells", async () => {
    holds();
    const { rows } = await checked('id;displayname\r\nada;"Ada\r\nL."\r\n\r\nbert;Bert\r\n');
    expect(rows).toMatchObject([
      { line: 2, user_id: "@ada:test", displayname: "Ada\r\nL.", plan: "create" },
      { line: 5, user_id: "@bert:test", displayname: "Bert", plan: "create" },
    ]);
  });

  test("reports an unreadable row as a problem, and reads the others", async () => {
    holds();
    const { rows } = await checked('id,password\nada,"correct-horse\r\nbert,correct-horse-1\r\n');
    expect(rows).toMatchObject([
      { line: 2, user_id: null, plan: "problem", problems: [{ column: "", code: "stray_quote" }] },
      { line: 3, user_id: "@bert:test", plan: "create" },
    ]);
    expect(JSON.stringify(rows)).not.toContain("correct-horse");
  });

  test("keeps characters split between two chunks", async () => {
    holds();
    const whole = bytes("id,displayname\nada,Élodie\n");
    const { rows } = await checked(whole.slice(0, 20), whole.slice(20));
    expect(rows).toMatchObject([{ displayname: "Élodie" }]);
  });

  test("stores no password in plain text", async () => {
    holds();
    await checked("id,password\nada,correct-horse-battery\n");
    const { db } = await store();
    const { rows } = await sql<{ all: string }>`select row_to_json(r)::text as all
      from dashboard.import_rows r`.execute(db);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain("correct-horse");
  });

  test.each([
    ["not_utf8", [bytes("id,displayname\nada,"), new Uint8Array([0xe9]), bytes("\n")]],
    ["not_csv", ['id,"displayname\nada,Ada\n']],
    ["no_user_column", ["displayname\nAda\n"]],
    ["no_user_column", [""]],
    ["internal", ["id\nada\n", new Error("the browser has gone")]],
  ])("stores nothing of a rejected file (%s)", async (code, parts) => {
    const count = async () => {
      const { db } = await store();
      const { rows } = await sql<{ n: number }>`select ((select count(*) from dashboard.imports)
        + (select count(*) from dashboard.import_rows))::int as n`.execute(db);
      return rows[0]?.n;
    };
    const before = await count();
    await expect(upload(...parts)).rejects.toMatchObject({ code });
    expect(await count()).toBe(before);
  });
});

describe("checking an import", () => {
  const ada = aUser({ name: "@ada:test", displayname: "Ada", admin: false });

  test("lists accounts to create, change and skip, with reasons", async () => {
    holds(
      ada,
      aUser({ name: "@bert:test", displayname: "Bert" }),
      aUser({ name: "@gone:test", deactivated: true }),
      aUser({ name: ME }),
    );
    const { counts, rows } = await checked(
      "user_id,displayname,admin,password,deactivated\n",
      "ada,Ada L.,yes,,\n",
      "bert,Bert,,,\n",
      "gone,Gone,,,\n",
      `${ME},Me,,,\n`,
      "new,New,,,\n",
      "old,Old,,,yes\n",
    );
    expect(rows).toMatchObject([
      { plan: "change", changes: ["displayname", "admin"] },
      { plan: "same" },
      { plan: "left", reason: "deactivated_here" },
      { plan: "left", reason: "own_account" },
      { plan: "create" },
      { plan: "left", reason: "deactivated" },
    ]);
    expect(counts).toEqual({
      create: 1,
      change: 1,
      password_only: 0,
      same: 1,
      left: 3,
      problem: 0,
      without_password: 1,
      new_admins: 1,
      lost_admins: 0,
      nameless: 0,
      weak_passwords: 0,
    });
  });

  test("reports every problem with line and column", async () => {
    holds();
    const { rows, counts } = await checked(
      "user_id,email\n",
      "ada,\n",
      "@ada:test,\n",
      "Upper,\n",
      "12345,\n",
      "one,same@example.org\n",
      "two,same@example.org\n",
      "three,nobody\n",
    );
    expect(counts).toMatchObject({ problem: 7, create: 0 });
    expect(
      rows.map(({ line, problems }) => [line, problems[0]?.column, problems[0]?.code]),
    ).toEqual([
      [2, "user_id", "duplicate"],
      [3, "user_id", "duplicate"],
      [4, "user_id", "bad_localpart"],
      [5, "user_id", "numeric_localpart"],
      [6, "email", "duplicate_address"],
      [7, "email", "duplicate_address"],
      [8, "email", "bad_email"],
    ]);
  });

  test("generates missing user names on request", async () => {
    holds(ada);
    const file = "id,displayname,email\nada,Ada,\n,John Doe,\n,Jane Doe,nobody\n";
    const { import_id, counts } = await checked(file);
    expect(counts).toMatchObject({ nameless: 2, problem: 2, create: 0 });
    await checkImport(contextOf(), { import_id, generate_names: true });
    expect((await untilChecked(import_id)).counts).toMatchObject({
      nameless: 0,
      problem: 1,
      create: 1,
      same: 1,
    });
    const { rows } = await listImportRows(contextOf(), { import_id, from: 0, limit: 9 });
    expect(rows.map(({ user_id }) => user_id)).toEqual([
      "@ada:test",
      expect.stringMatching(/^@user-[a-z2-9]{12}:test$/),
      expect.stringMatching(/^@user-[a-z2-9]{12}:test$/),
    ]);
    expect(rows[2]?.problems).toMatchObject([{ code: "bad_email" }]);
  });

  test("checks an avatar only where it would be set", async () => {
    holds(aUser({ name: "@old:test", avatar_url: "https://example.org/a.png" }), ada);
    const { rows } = await checked(
      "id,avatar_url\nold,https://example.org/a.png\nada,https://example.org/a.png\nnew,x\n",
    );
    expect(rows.map(({ plan, problems }) => [plan, problems[0]?.code])).toEqual([
      ["same", undefined],
      ["problem", "bad_avatar_url"],
      ["problem", "bad_avatar_url"],
    ]);
  });

  test("finds the types that the homeserver rejects, and checks no others", async () => {
    const types = new Set(["staff"]);
    const known = () =>
      synapse.reply(matrix.probeUserType, ({ body }, response) => {
        const isKnown = types.has((body as { user_type: string }).user_type);
        const error = isKnown ? "Param 'admin' must be a boolean, if given" : "Invalid user type";
        sendJson(response, 400, { errcode: isKnown ? "M_BAD_JSON" : "M_UNKNOWN", error });
      });
    holds(aUser({ name: "@old:test", user_type: "gone" }));
    known();
    const { import_id, rows } = await checked(
      "id,user_type\nada,staff\nbert,visitor\ncarl,bot\nold,gone\nold2,null\n",
    );
    expect(rows.map(({ plan }) => plan)).toEqual(["create", "problem", "create", "same", "create"]);
    expect(rows[1]?.problems).toEqual([
      { column: "user_type", code: "refused_user_type", value: "visitor" },
    ]);
    const probes = synapse.seen.filter(({ method }) => method === "PUT");
    expect(probes.map(({ url }) => decodeURIComponent(url))).toEqual([
      `/_synapse/admin/v2/users/${ME}`,
      `/_synapse/admin/v2/users/${ME}`,
    ]);

    types.add("visitor");
    await checkImport(contextOf(), { import_id, generate_names: false });
    expect((await untilChecked(import_id)).counts).toMatchObject({ problem: 0, create: 4 });
  });

  test("accepts every type where the homeserver reports none", async () => {
    holds();
    synapse.refuse(matrix.probeUserType, 404, "M_UNRECOGNIZED");
    expect((await checked("id,user_type\nada,staff\n")).counts).toMatchObject({ create: 1 });
  });

  test("reads the whole list for a large file, and single accounts for a small one", async () => {
    holds(ada);
    await checked("id\nada\nbert\n");
    expect(synapse.seen).toHaveLength(3);
    synapse.reset();
    holds(ada);
    const many = Array.from({ length: 100 }, (_, index) => `u${index}\n`);
    const { counts } = await checked("id\nada\n", ...many);
    expect(counts).toMatchObject({ create: 100, same: 1 });
    expect(synapse.seen).toHaveLength(2);
  });

  test("yields to other work while it checks a large file", async () => {
    holds(ada);
    const import_id = await upload("id\n", ...Array.from({ length: 5000 }, (_, n) => `u${n}\n`));
    const left = new Set<number>();
    const look = async () => left.add(await importRows.countUnplanned(import_id));
    const timer = setInterval(() => void look(), 0);
    await beginCheck(contextOf(), import_id);
    await untilChecked(import_id);
    clearInterval(timer);
    // Whoever had a turn in the middle saw a part of the rows checked.
    expect([...left].filter((count) => count > 0 && count < 5000)).not.toEqual([]);
  });

  test("repeats a check against the current state", async () => {
    holds();
    const { import_id } = await checked("id,displayname\nada,Ada\n");
    holds(ada);
    await checkImport(contextOf(), { import_id, generate_names: false });
    expect((await untilChecked(import_id)).counts).toMatchObject({ create: 0, same: 1 });
  });

  test("explains an aborted check, and can repeat it", async () => {
    synapse.refuse(api.users.list, 403, "M_FORBIDDEN");
    const import_id = await upload("id\nada\n");
    await beginCheck(contextOf(), import_id);
    expect(await untilChecked(import_id)).toMatchObject({
      state: "failed",
      error: { code: "forbidden" },
    });
    holds();
    await checkImport(contextOf(), { import_id, generate_names: false });
    expect(await untilChecked(import_id)).toMatchObject({ state: "checked" });
  });
});

test("imports its own export without differences", async () => {
  const all = [
    aUser({ name: "@ada:test", displayname: "=HYPERLINK(1)", admin: true }),
    aUser({ name: "@bert:test", displayname: "@Bert", user_type: "bot", locked: true }),
    aUser({ name: "@carl:test", displayname: 'says "hi",\ntwice', avatar_url: "mxc://test/abc" }),
    aUser({ name: "@dora:test", displayname: null }),
    aUser({ name: "@Old name:test", displayname: " '=1+1\r\n", avatar_url: "https://a/b.png" }),
    aUser({ name: "@SUM(1+1)\u202E:test", displayname: "@SUM(1+1):A9" }),
  ];
  holds(...all);
  async function* each() {
    yield* all.map((user) => User.parse(user));
  }
  const file = await (await csvResponse("users.csv", USER_COLUMNS, each())).arrayBuffer();
  const { counts } = await checked(new Uint8Array(file));
  expect(counts).toMatchObject({ same: 6, change: 0, create: 0, problem: 0 });
});

describe("starting an import", () => {
  const options = { generate_credentials: true, overwrite_credentials: false };

  test("takes the rows of the mode, only when the count still matches", async () => {
    holds(aUser({ name: "@ada:test", displayname: "Ada" }), aUser({ name: "@pw:test" }));
    const file = "id,displayname,password\nada,Ada L.,\npw,,0123456789\nnew,New,\n";
    const { import_id } = await checked(file);
    const start = (mode: "create" | "update" | "both", count: number) =>
      startImport(contextOf(), { import_id, mode, count, ...options });
    await expect(start("both", 3)).rejects.toMatchObject({ code: "import_changed" });
    await expect(start("create", 2)).rejects.toMatchObject({ code: "import_changed" });
    const { job_id } = await start("both", 2);
    expect(await getImport(contextOf(), { import_id })).toMatchObject({ state: "started", job_id });
    await expect(start("both", 2)).rejects.toMatchObject({ code: "import_changed" });
  });

  test("hides the file from everyone but its author", async () => {
    holds();
    const { import_id } = await checked("id\nada\n");
    const other = contextOf("@somebody.else:test");
    await expect(getImport(other, { import_id })).rejects.toMatchObject({ code: "not_found" });
    await expect(
      startImport(other, { import_id, mode: "both", count: 1, ...options }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

test("deletes abandoned files and uploads of dead processes in time", async () => {
  holds();
  const { import_id } = await checked("id\nada\n");
  const dying = await imports.insert({ author: ME, realm: "test", file_name: "dying.csv" });
  const soon = new Date(Date.now() + 60_000);
  const past = new Date(0);
  await imports.removeOld({ abandoned: past, received: past });
  expect(await imports.get(import_id)).toBeDefined();
  await imports.removeOld({ abandoned: past, received: soon });
  expect(await imports.get(dying)).toBeUndefined();
  expect(await imports.get(import_id)).toBeDefined();
  await imports.removeOld({ abandoned: soon, received: soon });
  expect(await imports.get(import_id)).toBeUndefined();
});
