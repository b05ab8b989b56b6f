import { expect, onTestFinished, test } from "vitest";
import { escapeIdentifier } from "pg";

import { asAdmin } from "#tests/support/as-admin.ts";
import { query } from "#scripts/support/postgres/database.ts";
import { startProxy } from "#tests/support/proxy.ts";
import {
  createTestDatabase,
  startDashboard,
  testHomeserver,
  testPostgres,
} from "#tests/support/test-run.ts";
import { Visitor } from "#tests/support/visitor.ts";

const homeserver = testHomeserver();
const SECRET = "the secret of the dashboard that is copied";

test.skipIf(!testPostgres())(
  "keeps access tokens out of a database dump, and opens sessions only with the secret",
  async () => {
    const tokens = new Set<string>();
    const proxy = await startProxy(homeserver.baseUrl, (_, { authorization }) => {
      if (authorization) tokens.add(authorization.replace("Bearer ", ""));
      return undefined;
    });
    onTestFinished(() => proxy[Symbol.asyncDispose]());
    const database = await createTestDatabase();
    const env = { DATABASE_URL: database, SESSION_SECRET: SECRET };
    const dashboard = await startDashboard({ homeserverUrl: proxy.url, env });
    onTestFinished(() => dashboard.stop());

    const { matrix } = await asAdmin(homeserver);
    const ada = await matrix.createUser({ admin: true });
    const visitor = new Visitor(dashboard.url);
    expect(await visitor.signIn(ada.localpart, ada.password)).toMatchObject({ status: 200 });
    expect((await visitor.read("users.list")).status).toBe(200);
    expect([...tokens]).toHaveLength(1);

    const dump = await everyRow(database);
    expect(dump).toContain(ada.userId);
    const secrets = [...tokens, "syt_", ada.password, ...visitor.cookies.values()];
    for (const secret of secrets) expect(dump).not.toContain(secret);

    const cookies = new Map(visitor.cookies);
    const knock = () => {
      for (const [name, value] of cookies) visitor.cookies.set(name, value);
      return visitor.read("users.list");
    };
    await dashboard.stop();
    const copy = await copyOf(database);
    await dashboard.restart({
      DATABASE_URL: copy,
      SESSION_SECRET: "a secret that a thief has made up",
    });
    expect((await knock()).status).toBe(401);
    // So it was the secret that was missing, and nothing else.
    await dashboard.stop();
    await dashboard.restart({ DATABASE_URL: copy });
    expect((await knock()).status).toBe(200);
  },
  60_000,
);

/** What a dump of a database holds, as one text. */
async function everyRow(database: string): Promise<string> {
  const tables = await query<{ name: string }>(
    database,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const rows = tables.map(({ name }) =>
    query<{ text: string }>(database, `select whole::text as text from ${name} as whole`),
  );
  return (await Promise.all(rows)).flatMap((all) => all.map(({ text }) => text)).join("\n");
}

/** A second database with all that is in the first, to which nobody may be connected. */
async function copyOf(database: string): Promise<string> {
  const copy = new URL(await createTestDatabase());
  const [from, to] = [new URL(database), copy].map(({ pathname }) =>
    escapeIdentifier(pathname.slice(1)),
  );
  const server = testPostgres() ?? "";
  await query(server, `drop database ${to}`);
  await query(server, `create database ${to} template ${from}`);
  return copy.href;
}
