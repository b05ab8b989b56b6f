import { describe, expect, test } from "vitest";

import { query } from "#scripts/support/postgres/database.ts";
import { knownPostgres } from "#scripts/support/postgres/find.ts";
import { createTestDatabase, startTestPostgres, testPostgres } from "#tests/support/test-run.ts";

const tablesOf = (url: string) =>
  query(url, "select tablename from pg_tables where schemaname = 'public'");

describe.skipIf(!testPostgres())("a test run's PostgreSQL", () => {
  test("gives every caller an empty database of its own", async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    await query(one, "create table notes (body text)");

    expect(other).not.toBe(one);
    expect(await tablesOf(one)).toEqual([{ tablename: "notes" }]);
    expect(await tablesOf(other)).toEqual([]);
  });
});

describe.skipIf(!testPostgres() || !knownPostgres())("a test's own PostgreSQL", () => {
  test("keeps every committed row after a crash and restart", async () => {
    const postgres = await startTestPostgres();
    const url = await postgres.createDatabase();
    await query(url, "create table notes (body text)");
    await query(url, "insert into notes values ($1)", ["kept"]);

    await postgres.kill();
    await expect(query(url, "select 1")).rejects.toThrow("ECONNREFUSED");
    await postgres.restart();

    expect(await query(url, "select body from notes")).toEqual([{ body: "kept" }]);
    await postgres.stop();
  });
});
