import { randomBytes } from "node:crypto";
import { Client, escapeIdentifier } from "pg";

import { SetupError } from "#scripts/support/setup-error.ts";

/** Creates an empty database on a server and returns its address. */
export async function createDatabase(server: string, group: string): Promise<string> {
  const name = `${group}_${randomBytes(6).toString("hex")}`;
  await query(server, `create database ${escapeIdentifier(name)}`);
  const url = new URL(server);
  url.pathname = name;
  return url.href;
}

/** Drops the databases of a group, despite open connections. */
export async function dropDatabases(server: string, group: string): Promise<void> {
  const named = "select datname from pg_database where starts_with(datname, $1)";
  for (const { datname } of await query<{ datname: string }>(server, named, [`${group}_`])) {
    await query(server, `drop database if exists ${escapeIdentifier(datname)} with (force)`);
  }
}

/** Rejects a server that cannot create databases, in a line that names the setting. */
export async function requireDatabases(server: string, setting: string): Promise<void> {
  const allowed =
    "select 1 from pg_roles where rolname = current_user and (rolcreatedb or rolsuper)";
  let roles;
  try {
    roles = await query(server, allowed);
  } catch (error) {
    throw new SetupError(`${setting} names a PostgreSQL that does not answer: ${reasonOf(error)}.`);
  }
  if (roles.length === 0) {
    throw new SetupError(`${setting} names a user who may not create databases.`);
  }
}

/** Runs one query over its own connection. */
export async function query<Row extends object>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** For a name with several addresses, Node reports only each one's error. */
function reasonOf(error: unknown): string {
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  return first instanceof Error ? first.message : String(first);
}
