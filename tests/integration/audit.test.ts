import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";

import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import type { api } from "#lib/contract/index.ts";
import { asAdmin } from "#tests/support/as-admin.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { MatrixClient, randomName, type Account } from "#scripts/support/synapse/client.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { Visitor } from "#tests/support/visitor.ts";

const homeserver = testHomeserver();
let dashboard: Dashboard;
let synapse: Awaited<ReturnType<typeof asAdmin>>;
beforeAll(async () => {
  synapse = await asAdmin(homeserver);
  dashboard = await startDashboard({ homeserverUrl: homeserver.baseUrl });
  return () => dashboard.stop();
});

/** An admin of a test's own, so that the records of others are not in the way. */
async function anAdmin() {
  const account = await synapse.matrix.createUser({ admin: true });
  return { account, visitor: await signedIn(account) };
}

async function signedIn({ localpart, password }: Account) {
  const visitor = new Visitor(dashboard.url);
  await visitor.signIn(localpart, password);
  return visitor;
}

async function records(visitor: Visitor, filter: object) {
  const answer = await visitor.read("audit.list", filter);
  return answer.json as OutputOf<typeof api.audit.list>;
}

test("records a password reset with actor, target, address and outcome, and no password", async () => {
  const { account, visitor } = await anAdmin();
  const user = await synapse.matrix.createUser();
  const secret = `${randomName("secret")}-кот`;
  const reset = { user_id: user.userId, new_password: secret, logout_devices: true };
  expect((await visitor.write("users.resetPassword", reset)).status).toBe(200);

  const { records: found } = await records(visitor, { target: user.userId });
  expect(found).toMatchObject([
    {
      who: account.userId,
      ip: "127.0.0.1",
      action: "users.resetPassword",
      target: user.userId,
      input: { user_id: user.userId, new_password: "[secret]", logout_devices: true },
      outcome: "done",
      error: null,
      duration_ms: expect.any(Number),
      confirmed_ts: null,
    },
  ]);

  const everything = [
    (await visitor.read("audit.list", { limit: 500 })).text,
    (await visitor.read("audit.get", { id: found[0]?.id })).text,
    (await visitor.ask("/api/exports/audit?format=csv")).text,
    (await visitor.ask("/api/exports/audit?format=json")).text,
    (await visitor.ask(`/audit?record=${found[0]?.id}`)).text,
    ...dashboard.logs(),
  ];
  for (const text of everything) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(account.password);
  }
});

test("records a write that the homeserver refused, with the reason", async () => {
  const { visitor } = await anAdmin();
  const nobody = `@${randomName("nobody")}:test.localhost`;
  const rename = { user_id: nobody, device_id: "NONE", display_name: "Phone" };
  expect((await visitor.write("devices.rename", rename)).status).toBe(404);
  expect((await records(visitor, { target: nobody })).records).toMatchObject([
    {
      action: "devices.rename",
      input: rename,
      outcome: "failed",
      error: { code: "not_found", details: { status: 404, errcode: "M_NOT_FOUND" } },
    },
  ]);
});

test("records sign-in and sign-out, but no reads", async () => {
  const { account, visitor } = await anAdmin();
  await visitor.read("users.list", {});
  await visitor.write("session.end");
  const other = await anAdmin();
  const { records: found } = await records(other.visitor, { who: account.userId });
  expect(found.map(({ action }) => action)).toEqual(["session.end", "session.start"]);
  const { json } = await other.visitor.read("audit.people");
  expect((json as { people: string[] }).people).toEqual(
    expect.arrayContaining([account.userId, other.account.userId]),
  );
});

test("pages to the oldest entry and back to the newest, each once", async () => {
  const { account, visitor } = await anAdmin();
  for (let count = 0; count < 6; count += 1) await visitor.write("session.revokeOthers");
  const filter = { who: account.userId, limit: 3 };
  const first = await records(visitor, filter);
  expect(first).toMatchObject({ previous: null, next: expect.any(String) });
  const second = await records(visitor, { ...filter, before: first.next });
  const last = await records(visitor, { ...filter, before: second.next });
  expect(last).toMatchObject({ next: null, records: [{ action: "session.start" }] });
  const ids = [first, second, last].flatMap((page) => page.records.map(({ id }) => Number(id)));
  expect(ids).toEqual([...new Set(ids)].sort((one, other) => other - one));
  expect(ids).toHaveLength(7);

  const back = await records(visitor, { ...filter, after: last.previous });
  expect(back.records).toEqual(second.records);
  // The newest page is shown in full, and as the newest.
  expect(await records(visitor, { ...filter, after: back.previous })).toEqual(first);
  expect(await records(visitor, { ...filter, before: "1" })).toMatchObject({
    records: [],
    next: null,
    previous: "1",
  });
});

test("finds an entry by its ID, and returns null for a missing one", async () => {
  const { visitor } = await anAdmin();
  const [newest] = (await records(visitor, { limit: 1 })).records;
  expect((await visitor.read("audit.get", { id: newest?.id })).json).toEqual({ record: newest });
  expect((await visitor.read("audit.get", { id: "999999999" })).json).toEqual({ record: null });
  expect((await visitor.read("audit.get", { id: "1 or 1=1" })).status).toBe(400);
});

describe("exporting the audit trail", () => {
  test("exports all matches, however many, as CSV and JSON", async () => {
    const { account, visitor } = await anAdmin();
    // The server reads 500 at a time.
    const wanted = 520;
    const batch = 20;
    for (let count = 0; count < wanted; count += batch) {
      await Promise.all(Array.from({ length: batch }, () => visitor.write("session.revokeOthers")));
    }
    const address = `who=${encodeURIComponent(account.userId)}&action=session.revokeOthers`;

    const csv = await visitor.ask(`/api/exports/audit?format=csv&${address}&before=5`);
    expect(csv.headers).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": expect.stringMatching(
        /filename="audit-test\.localhost-\d{4}-\d\d-\d\d\.csv"/,
      ),
      "cache-control": "no-store",
    });
    const rows = parse(csv.text, { bom: true, columns: true }) as Record<string, string>[];
    expect(new Set(rows.map(({ id }) => id)).size).toBe(wanted);
    expect(rows).toHaveLength(wanted);
    expect(rows[0]).toMatchObject({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      who: account.userId,
      outcome: "done",
      input: "{}",
    });

    const json = await visitor.ask(`/api/exports/audit?format=json&${address}`);
    expect(json.headers["content-disposition"]).toMatch(/\.jsonl"$/);
    const lines = json.text.trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(
      rows.map(({ id }) => id),
    );
  }, 120_000);

  test("escapes spreadsheet formulas in the audit trail", async () => {
    const { visitor } = await anAdmin();
    const revoke = { user_id: homeserver.admin.userId, devices: ['=HYPERLINK("x")'] };
    await visitor.write("devices.revoke", revoke);
    const { text } = await visitor.ask("/api/exports/audit?format=csv&action=devices.revoke");
    const [row] = parse(text, { bom: true, columns: true }) as Record<string, string>[];
    expect(JSON.parse(row?.["input"] ?? "")).toEqual(revoke);
    const cells = parse(text, { bom: true, from: 2 }).flat() as string[];
    expect(cells.filter((cell) => /^[=+\-\t\r]/.test(cell))).toEqual([]);
  });

  test("leads a signed-out admin to sign-in and back to the same filters", async () => {
    const visitor = new Visitor(dashboard.url);
    const answer = await visitor.ask("/api/exports/audit?format=json&outcome=failed&within=day");
    expect(answer.status).toBe(303);
    const to = new URL(String(answer.headers["location"]));
    expect(to.searchParams.get("callbackUrl")).toBe("/audit?outcome=failed&within=day");
  });
});

test("records opening account data without its content, and rejects opening it by link", async () => {
  const { account, visitor } = await anAdmin();
  const about = { user_id: account.userId };
  const opened = { target: account.userId, action: "accountData.get" };
  const themselves = await new MatrixClient(homeserver.baseUrl).loginAs(
    account.localpart,
    account.password,
  );
  const path = `/_matrix/client/v3/user/${encodeURIComponent(account.userId)}/account_data/org.example.note`;
  const secret = randomName("secret");
  await themselves.call("PUT", path, { body: { note: secret } });

  expect((await visitor.read("accountData.get", about)).status).toBe(404);
  expect(await records(visitor, opened)).toMatchObject({ records: [] });

  expect((await visitor.write("accountData.get", about)).text).toContain(secret);
  const answer = await records(visitor, opened);
  expect(answer.records).toMatchObject([
    { who: account.userId, action: "accountData.get", input: about, outcome: "done" },
  ]);
  expect(JSON.stringify(answer)).not.toContain(secret);
});
