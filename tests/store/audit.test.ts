import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";

import { recorded, type Intent } from "#lib/server/audit/record.ts";
import * as audit from "#lib/server/store/audit.ts";
import { store } from "#lib/server/store/store.ts";
import { AppError } from "#lib/errors.ts";
import { randomName } from "#scripts/support/synapse/client.ts";

const anIntent = (overrides: Partial<Intent> = {}): Intent => ({
  who: `@${randomName("ada")}:test`,
  realm: "test",
  address: "192.0.2.1",
  action: "users.resetPassword",
  target: "@ben:test",
  input: { user_id: "@ben:test" },
  ...overrides,
});
const found = (filter: object) => audit.list({ realm: "test", limit: 50, ...filter });

test("records an action before it runs, and its outcome after", async () => {
  const intent = anIntent();
  await recorded(intent, async () => {
    expect(await found({ who: intent.who })).toMatchObject([{ outcome: "running" }]);
  });
  expect(await found({ who: intent.who })).toMatchObject([
    {
      who: intent.who,
      ip: "192.0.2.1",
      action: "users.resetPassword",
      target: "@ben:test",
      input: { user_id: "@ben:test" },
      outcome: "done",
      error: null,
    },
  ]);
});

test("records the error of a failure, and a possible success as unknown", async () => {
  const intent = anIntent();
  const failing = (code: "forbidden" | "outcome_unknown") =>
    recorded(intent, async () => {
      throw new AppError(code, { status: 403 });
    });
  await expect(failing("forbidden")).rejects.toThrow();
  await expect(failing("outcome_unknown")).rejects.toThrow();
  expect(await found({ who: intent.who })).toMatchObject([
    { outcome: "unknown" },
    { outcome: "failed", error: { code: "forbidden", details: { status: 403 } } },
  ]);
});

test("reports the outcome of a dead process's action as unknown", async () => {
  const { address: _, input, ...intent } = anIntent();
  const at = new Date(Date.now() - 600_000);
  const entry = randomUUID();
  await audit.insert({ entry, phase: "intent", at, ...intent, input: JSON.stringify(input) });
  expect(await found({ who: intent.who })).toMatchObject([{ outcome: "unknown" }]);
});

describe("searching the audit trail", () => {
  test("finds entries by actor, target, action, time, outcome and parts, newest first", async () => {
    const who = `@${randomName("ada")}:test`;
    for (const target of ["@one:test", "@two:test"]) {
      await recorded(anIntent({ who, target }), async () => undefined);
    }
    const targets = async (filter: object) =>
      (await found({ who, ...filter })).map(({ target }) => target);
    expect(await targets({})).toEqual(["@two:test", "@one:test"]);
    expect(await targets({ target: "@one:test" })).toEqual(["@one:test"]);
    expect(await targets({ action: "devices.revoke" })).toEqual([]);
    expect(await targets({ outcome: "done" })).toHaveLength(2);
    expect(await targets({ outcome: "failed" })).toEqual([]);
    expect(await targets({ q: "tWo" })).toEqual(["@two:test"]);
    expect(await targets({ q: "%" })).toEqual([]);
    expect(await targets({ from_ts: Date.now() + 60_000 })).toEqual([]);
    expect(await targets({ until_ts: Date.now() + 60_000 })).toHaveLength(2);
    expect(await targets({ within: "hour" })).toHaveLength(2);
  });

  test("pages through entries", async () => {
    const who = `@${randomName("ada")}:test`;
    for (let count = 0; count < 3; count += 1) await recorded(anIntent({ who }), async () => 1);
    const first = await found({ who, limit: 2 });
    const rest = await found({ who, limit: 2, before: first.at(-1)?.id });
    expect([...first, ...rest].map(({ id }) => id)).toHaveLength(3);
    expect(new Set([...first, ...rest].map(({ id }) => id)).size).toBe(3);
    expect(await found({ who, limit: 1, after: rest[0]?.id })).toEqual(first.slice(1));
  });

  test("reads all entries in batches, each once", async () => {
    const who = `@${randomName("ada")}:test`;
    for (let count = 0; count < 5; count += 1) await recorded(anIntent({ who }), async () => 1);
    const once = await found({ who });
    for (const batch of [1, 2, 5, 6]) {
      expect(
        await Array.fromAsync(audit.all({ realm: "test", who, within: "hour" }, batch)),
      ).toEqual(once);
    }
  });

  test("finds one entry, and everyone it names", async () => {
    const intent = anIntent();
    await recorded(intent, async () => 1);
    const [record] = await found({ who: intent.who });
    expect(await audit.get("test", record?.id ?? "")).toEqual(record);
    expect(await audit.get("test", "999999999999")).toBeNull();
    const people = await audit.people("test");
    expect(people).toContain(intent.who);
    expect(people).toEqual([...new Set(people)]);
  });
});

describe("several homeservers", () => {
  const ids = async (realm: string, who: string) =>
    (await found({ realm, who })).map(({ id }) => id);

  test("shows admins only their own homeserver's entries, whatever the user names", async () => {
    const who = `@${randomName("ada")}:test`;
    await recorded(anIntent({ who }), async () => 1);
    await recorded(anIntent({ who, realm: "https://evil.test" }), async () => 1);
    const [ours] = await ids("test", who);
    const [theirs] = await ids("https://evil.test", who);
    expect(await ids("test", who)).toEqual([ours]);
    expect(await ids("https://evil.test", who)).toEqual([theirs]);
    expect(await ids("other", who)).toEqual([]);
    expect(await audit.get("test", theirs ?? "")).toBeNull();
    expect(await audit.people("https://evil.test")).toEqual([who]);
    expect(await audit.people("other")).not.toContain(who);
  });

  test("assigns an old entry to the homeserver of its actor", async () => {
    const { realm: _, address: _address, input, ...intent } = anIntent();
    const entry = randomUUID();
    await audit.insert({ entry, phase: "intent", ...intent, input: JSON.stringify(input) });
    expect(await ids("test", intent.who)).toHaveLength(1);
    expect(await ids("est", intent.who)).toEqual([]);
    expect(await ids("https://evil.test", intent.who)).toEqual([]);
  });
});

describe("append-only", () => {
  test.each([
    "update dashboard.audit set who = '@mallory:test'",
    "delete from dashboard.audit",
    "truncate dashboard.audit",
  ])("rejects %s", async (statement) => {
    await recorded(anIntent(), async () => undefined);
    const { db } = await store();
    await expect(sql.raw(statement).execute(db)).rejects.toThrow("only grows");
  });

  test("deletes whole days past retention with an entry about it, never today's", async () => {
    const old = { entry: randomUUID(), phase: "intent" as const, action: "users.get" };
    await audit.insert({ ...old, who: "@old:test", at: new Date(Date.now() - 10 * 86_400_000) });
    const kept = anIntent();
    await recorded(kept, async () => undefined);
    expect(await audit.cut(new Date(Date.now() + 86_400_000))).toBeGreaterThan(0);
    expect(await found({ who: "@old:test" })).toEqual([]);
    expect(await found({ who: kept.who })).toHaveLength(1);
    expect(await found({ action: "audit.cut" })).toMatchObject([{ who: null, outcome: "done" }]);
  });
});
