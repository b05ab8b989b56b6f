import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import type { AuditRecord } from "#lib/contract/audit.ts";
import type { Import, ImportRow } from "#lib/contract/imports.ts";
import type { Job } from "#lib/contract/jobs.ts";
import { copyEmbeddedStore } from "#tests/support/embedded-template.ts";
import { launchDashboard, type Dashboard } from "#scripts/support/dashboard.ts";
import { freePort } from "#scripts/support/port.ts";
import { startProxy } from "#tests/support/proxy.ts";
import { MatrixClient, randomName } from "#scripts/support/synapse/client.ts";
import { runFolder, runNotes, startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { until } from "#scripts/support/until.ts";
import { Visitor } from "#tests/support/visitor.ts";

const LIMIT = { timeoutMs: 120_000 };
vi.setConfig({ testTimeout: 180_000 });
const OPTIONS = { mode: "both", generate_credentials: true, overwrite_credentials: false };

let dashboard: Dashboard;
let synapse: MatrixClient;
beforeAll(async () => {
  const { baseUrl, admin } = testHomeserver();
  synapse = await new MatrixClient(baseUrl).loginAs(admin.localpart, admin.password);
  dashboard = await startDashboard({ homeserverUrl: baseUrl });
});
afterAll(() => dashboard.stop());

async function asAdmin(url = dashboard.url) {
  const admin = await synapse.createUser({ admin: true });
  const visitor = new Visitor(url);
  await visitor.signIn(admin.localpart, admin.password);
  return { admin, visitor };
}
const idOf = (localpart: string) => `@${localpart}:test.localhost`;
const userAt = (localpart: string) =>
  synapse.call<Record<string, unknown>>(
    "GET",
    `/_synapse/admin/v2/users/${encodeURIComponent(idOf(localpart))}`,
  );
const canSignIn = (localpart: string, password: string) =>
  new MatrixClient(testHomeserver().baseUrl).login(localpart, password).then(
    () => true,
    () => false,
  );

const send = (visitor: Visitor, body: string | Readable, query = "") =>
  visitor.ask(`/api/imports/users?name=users.csv${query}`, { method: "POST", body });
async function upload(visitor: Visitor, body: string): Promise<Import> {
  const { status, json } = await send(visitor, body);
  expect(status).toBe(200);
  const { import_id } = json as { import_id: string };
  return until(
    "the check to end",
    async () => {
      const now = await importOf(visitor, import_id);
      return now.state === "checking" ? undefined : now;
    },
    LIMIT,
  );
}
const importOf = async (visitor: Visitor, import_id: string) =>
  (await visitor.read("imports.get", { import_id })).json as Import;
const rowsOf = async (visitor: Visitor, import_id: string) =>
  ((await visitor.read("imports.rows", { import_id })).json as { rows: ImportRow[] }).rows;

async function start(visitor: Visitor, import_id: string, count: number, options = {}) {
  const input = { import_id, count, ...OPTIONS, ...options };
  const { status, json } = await visitor.write("imports.start", input);
  expect(status).toBe(200);
  return (json as { job_id: string }).job_id;
}
const untilDone = (visitor: Visitor, job_id: string, most = Infinity) =>
  until(
    `${most} items to be done`,
    async () => {
      const job = (await visitor.read("jobs.get", { job_id })).json as Job;
      return (job.state === "done" || job.counts.done >= most) && job;
    },
    LIMIT,
  );
const passwordsOf = (visitor: Visitor, import_id: string, headers = {}) =>
  visitor.ask(`/api/exports/imports/${import_id}/passwords`, { method: "POST", headers });
const inFile = (text: string) =>
  new Map(
    text
      .trim()
      .split("\n")
      .slice(1)
      .map((line): [string, string] => {
        const [id = "", password = ""] = line.split(",");
        return [id, password];
      }),
  );

test("creates and updates accounts as in the file, and records all of it", async () => {
  const { admin, visitor } = await asAdmin();
  const [made, sso, old, other] = [randomName(), randomName(), randomName(), randomName()];
  await synapse.createUser({
    localpart: old,
    displayname: "Old",
    threepids: [{ medium: "email", address: `${old}@example.org` }],
  });
  await synapse.createUser({
    localpart: other,
    threepids: [{ medium: "email", address: `${other}@example.org` }],
  });
  const file = await upload(
    visitor,
    [
      "user_id,displayname,password,email,external_ids,locked,user_type",
      `${made},Made,correct-horse-battery,${made}@example.org,,yes,bot`,
      `${sso},,,,oidc-main:${sso},,`,
      `${old},Renamed,never-set-this-one,${old}.2@example.org,,,`,
      `${other}-x,Thief,,${other}@example.org,,,`,
      "",
    ].join("\n"),
  );
  expect(file.counts).toMatchObject({ create: 3, change: 1, problem: 0, without_password: 2 });
  const job_id = await start(visitor, file.id, 4, { generate_credentials: false });
  const job = await untilDone(visitor, job_id);
  expect(job.counts).toMatchObject({ done: 3, failed: 1 });

  expect(await userAt(made)).toMatchObject({
    displayname: "Made",
    user_type: "bot",
    locked: true,
    threepids: [expect.objectContaining({ address: `${made}@example.org` })],
  });
  expect(await userAt(sso)).toMatchObject({
    external_ids: [{ auth_provider: "oidc-main", external_id: sso }],
  });
  // What was there stays: an import takes no address away, from nobody.
  const addresses = async (localpart: string) =>
    ((await userAt(localpart))["threepids"] as { address: string }[]).map(({ address }) => address);
  expect((await addresses(old)).sort()).toEqual([`${old}.2@example.org`, `${old}@example.org`]);
  expect(await userAt(old)).toMatchObject({ displayname: "Renamed" });
  expect(await addresses(other)).toEqual([`${other}@example.org`]);
  expect(await canSignIn(old, "never-set-this-one")).toBe(false);
  await synapse.call("PUT", `/_synapse/admin/v2/users/${encodeURIComponent(idOf(made))}`, {
    body: { locked: false },
  });
  expect(await canSignIn(made, "correct-horse-battery")).toBe(true);

  const { json } = await visitor.read("audit.list", { who: admin.userId, action: "users.create" });
  const { records } = json as { records: AuditRecord[] };
  expect(records.map(({ target }) => target).sort()).toEqual([idOf(made), idOf(sso)].sort());
  expect(records.find(({ target }) => target === idOf(made))).toMatchObject({
    job_id,
    input: { password: "[secret]", displayname: "Made" },
  });
  const { text } = await visitor.read("audit.list", { who: admin.userId });
  expect(text + dashboard.logs().join("")).not.toContain("correct-horse");
});

test("reads the same password with any line ending", async () => {
  const { visitor } = await asAdmin();
  const names = [randomName(), randomName(), randomName()] as const;
  const [a, b, c] = names;
  const file = await upload(
    visitor,
    `id,displayname,password\n${a},A,correct-horse-1\r\n${b},B,correct-horse-2\r${c},C,correct-horse-3\n`,
  );
  expect(file.counts).toMatchObject({ create: 3, problem: 0 });
  await untilDone(visitor, await start(visitor, file.id, 3));
  for (const [at, name] of names.entries()) {
    expect(await canSignIn(name, `correct-horse-${at + 1}`)).toBe(true);
  }
});

test("imports a file from Ketesa's documentation unchanged", async () => {
  const { visitor } = await asAdmin();
  const [alice, bob, carol, dave] = [randomName(), randomName(), randomName(), randomName()];
  const phone = String(Math.floor(1e9 + Math.random() * 9e9));
  const file = await upload(
    visitor,
    [
      "id,displayname,password,admin,user_type,threepids",
      `${alice},Alice Example,s3cr3t,false,regular,"email:${alice}@example.com,msisdn:+${phone}"`,
      `${bob},Bob Example,,false,null,`,
      `@${carol}:test.localhost,Carol Example,hunter2,true,bot,email:${carol}@example.com`,
      `${dave},Dave Example,hunter2,,visitor,`,
      ",John Doe,hunter2,false,,",
      ",,,,,",
      "",
    ].join("\n"),
  );
  expect(file.counts).toMatchObject({ create: 3, problem: 2, nameless: 1, weak_passwords: 2 });
  const rows = await rowsOf(visitor, file.id);
  expect(rows[3]?.problems).toMatchObject([{ code: "refused_user_type", value: "visitor" }]);

  await visitor.write("imports.check", { import_id: file.id, generate_names: true });
  await until(
    "the second check to end",
    async () => (await importOf(visitor, file.id)).state === "checked",
    LIMIT,
  );
  const john = (await rowsOf(visitor, file.id))[4]?.user_id ?? "";
  const job = await untilDone(visitor, await start(visitor, file.id, 4));
  expect(job.counts).toMatchObject({ done: 4, failed: 0 });
  expect(await userAt(alice)).toMatchObject({
    user_type: null,
    threepids: expect.arrayContaining([
      expect.objectContaining({ medium: "msisdn", address: phone }),
    ]),
  });
  expect(await userAt(carol)).toMatchObject({ admin: true, user_type: "bot" });
  expect(await canSignIn(alice, "s3cr3t")).toBe(true);
  expect(await canSignIn(john, "hunter2")).toBe(true);
});

test("imports the dashboard's own export without changes", async () => {
  const { visitor } = await asAdmin();
  const family = randomName("same");
  const names = ["=1+1", " Ada  ", "'=1+1", "@SUM(1+1):A9", 'says "hi",\r\ntwice', "\tTab", ""];
  for (const [at, displayname] of names.entries()) {
    await synapse.createUser({ localpart: `${family}-${at}`, displayname });
  }
  const exported = await visitor.ask(`/api/exports/users?q=${family}`);
  // Reading it as text has taken its byte order mark away.
  const file = await upload(visitor, `\uFEFF${exported.text}`);
  expect(file.counts).toMatchObject({ same: names.length, change: 0, create: 0, problem: 0 });
});

test("touches only the accounts of the mode, and skips one created after the check", async () => {
  const { visitor } = await asAdmin();
  const [fresh, late, old] = [randomName(), randomName(), randomName()];
  await synapse.createUser({ localpart: old, displayname: "Old" });
  const file = await upload(
    visitor,
    `user_id,displayname,password\n${fresh},New,\n${late},New,correct-horse-battery\n${old},New,\n`,
  );
  const { password } = await synapse.createUser({ localpart: late, displayname: "Late" });
  const job_id = await start(visitor, file.id, 2, { mode: "create" });
  expect((await untilDone(visitor, job_id)).counts).toMatchObject({ done: 1, failed: 1 });
  expect(await userAt(fresh)).toMatchObject({ displayname: "New" });
  expect(await userAt(old)).toMatchObject({ displayname: "Old" });
  expect(await userAt(late)).toMatchObject({ displayname: "Late" });
  expect(await canSignIn(late, password)).toBe(true);
});

test("sets passwords of existing accounts only on request, and keeps devices signed in", async () => {
  const { visitor } = await asAdmin();
  const user = await synapse.createUser();
  const guest = new MatrixClient(testHomeserver().baseUrl);
  const { access_token } = await guest.login(user.localpart, user.password);
  const csv = `user_id,password\n${user.localpart},correct-horse-battery\n`;
  const file = await upload(visitor, csv);
  expect(file.counts).toMatchObject({ change: 1, password_only: 1 });
  const refused = await visitor.write("imports.start", {
    import_id: file.id,
    count: 1,
    ...OPTIONS,
  });
  expect(refused.json).toMatchObject({ code: "import_changed" });
  await untilDone(visitor, await start(visitor, file.id, 1, { overwrite_credentials: true }));
  expect(await canSignIn(user.localpart, "correct-horse-battery")).toBe(true);
  expect(await synapse.isTokenAlive(access_token)).toBe(true);
});

test("starts an import only with its own rows, never with selected users", async () => {
  const { admin, visitor } = await asAdmin();
  const file = await upload(visitor, `localpart\n${randomName()}\n`);
  const { mode, generate_credentials, overwrite_credentials } = OPTIONS;
  const task = {
    kind: "import",
    import_id: file.id,
    mode,
    generate_credentials,
    overwrite_credentials,
  };
  const selection = { user_ids: [admin.userId] };
  const { json } = await visitor.write("jobs.start", { task, selection });
  expect(json).toMatchObject({ code: "invalid_input" });
});

describe("generated passwords", () => {
  test("downloads working passwords once, by the author, from our own page", async () => {
    const { admin, visitor } = await asAdmin();
    const other = await asAdmin();
    const names = [randomName(), randomName()];
    const file = await upload(visitor, `localpart\n${names.join("\n")}\n`);
    const job_id = await start(visitor, file.id, 2);
    await untilDone(visitor, job_id);
    expect(await importOf(visitor, file.id)).toMatchObject({ passwords: 2, has_ended: true });

    expect((await passwordsOf(other.visitor, file.id)).text).not.toContain(names[0]);
    const origin = { origin: "https://elsewhere.example.org" };
    expect((await passwordsOf(visitor, file.id, origin)).text).not.toContain(names[0]);

    const passwords = inFile((await passwordsOf(visitor, file.id)).text);
    expect([...passwords.keys()].sort()).toEqual(names.map(idOf).sort());
    for (const name of names) {
      expect(await canSignIn(name, passwords.get(idOf(name)) ?? "")).toBe(true);
    }
    const again = await passwordsOf(visitor, file.id);
    expect(again.status).toBe(303);
    expect(String(again.headers["location"])).toContain("error=import_gone");
    expect(await importOf(visitor, file.id)).toMatchObject({ passwords: 0 });

    const { text } = await visitor.read("audit.list", { who: admin.userId });
    expect(text).toContain("imports.passwords");
    const { text: items } = await visitor.read("jobs.items", { job_id });
    for (const password of passwords.values()) {
      expect(text + items + dashboard.logs().join("")).not.toContain(password);
    }
  });

  test("hides an import from other admins", async () => {
    const { visitor } = await asAdmin();
    const { visitor: other } = await asAdmin();
    const file = await upload(visitor, `localpart\n${randomName()}\n`);
    const answer = await other.read("imports.get", { import_id: file.id });
    expect(answer.json).toMatchObject({ code: "not_found" });
  });
});

test("creates every account once, with its password, after a crash in the middle", async () => {
  const COUNT = 300;
  const created: string[] = [];
  await using proxy = await startProxy(testHomeserver().baseUrl, (url, _headers, method) => {
    const [, user] = /^\/_synapse\/admin\/v2\/users\/(%40killed[^/?]+)/.exec(url) ?? [];
    if (method === "PUT" && user) created.push(decodeURIComponent(user));
    return undefined;
  });
  const dir = await mkdtemp(join(runFolder(), "dashboard-"));
  await copyEmbeddedStore(join(dir, "data"));
  const options = {
    command: "test",
    dir,
    notes: runNotes(),
    homeserverUrl: proxy.url,
    port: await freePort(),
  };
  let own = await launchDashboard(options);
  const { visitor } = await asAdmin(own.url);
  const family = randomName("killed");
  const names = Array.from({ length: COUNT }, (_, index) => `${family}-${index}`);
  const file = await upload(
    visitor,
    `localpart,displayname\n${names.map((name) => `${name},Name of ${name}`).join("\n")}\n`,
  );
  const job_id = await start(visitor, file.id, COUNT);
  for (const most of [60, 160]) {
    await untilDone(visitor, job_id, most);
    process.kill(own.process.pid, "SIGKILL");
    await own.process.ended;
    own = await launchDashboard(options);
  }
  const job = await untilDone(visitor, job_id);
  expect(job).toMatchObject({ state: "done", counts: { done: COUNT, failed: 0, unknown: 0 } });

  const passwords = inFile((await passwordsOf(visitor, file.id)).text);
  expect(passwords.size).toBe(COUNT);
  // Those that were under way when it was killed are the ones to look at; all would take minutes.
  const twice = names.filter((name) => created.filter((id) => id === idOf(name)).length > 1);
  const sample = new Set([...twice, ...names.filter((_, index) => index % 10 === 0)]);
  for (const name of sample) {
    expect(await canSignIn(name, passwords.get(idOf(name)) ?? "")).toBe(true);
  }
  for (const name of sample)
    expect(await userAt(name)).toMatchObject({ displayname: `Name of ${name}` });
  expect(new Set(created).size).toBe(COUNT);
  // An account that is there is looked at and not written again.
  expect(created.length).toBeLessThanOrEqual(COUNT + 2 * 4);
  await own.stop();
});

describe("uploading a file", () => {
  test("rejects an upload from another origin or without a session", async () => {
    const { visitor } = await asAdmin();
    const foreign = await visitor.ask("/api/imports/users", {
      method: "POST",
      body: "id\nada\n",
      headers: { origin: "https://elsewhere.example.org" },
    });
    expect(foreign.json).toMatchObject({ code: "foreign_origin" });
    expect((await send(new Visitor(dashboard.url), "id\nada\n")).json).toMatchObject({
      code: "signed_out",
    });
  });

  test("reads an upload by the chosen columns", async () => {
    const { visitor } = await asAdmin();
    const { json } = await send(
      visitor,
      "Kennung;Rufname\nada;Ada\n",
      "&columns=user_id,displayname",
    );
    const { import_id } = json as { import_id: string };
    expect(await rowsOf(visitor, import_id)).toMatchObject([{ line: 2, displayname: "Ada" }]);
  });

  test.each([
    ["no_user_column", "Kennung\nada\n"],
    ["not_csv", 'id,"displayname\nada,Ada\n'],
  ])("explains why a file is unusable: %s", async (code, body) => {
    const { visitor } = await asAdmin();
    expect((await send(visitor, body)).json).toMatchObject({ code });
  });

  test("rejects an oversized upload before it is complete", async () => {
    const { visitor } = await asAdmin();
    const piece = "x".repeat(1024 * 1024);
    const endless = Readable.from(
      (function* () {
        yield "id,displayname\n";
        for (let row = 0; ; row += 1) yield `u${row},${piece.slice(0, 60_000)}\n`;
      })(),
    );
    // It may be told while the rest is still being sent, which then finds nobody.
    const answer = await send(visitor, endless).catch(() => undefined);
    if (answer) expect(answer.json).toMatchObject({ code: "file_too_large" });
    expect((await visitor.read("jobs.list")).status).toBe(200);
  });
});
