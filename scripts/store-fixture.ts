import { execFile } from "node:child_process";
import { realpath, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

import { migrations } from "#lib/server/store/migrations.ts";
import { SCHEMA } from "#lib/server/store/migrate.ts";
import { openStore } from "#lib/server/store/store.ts";
import { settings } from "#tests/support/settings.ts";
import { fillStore } from "#tests/support/fill-store.ts";

import { knownPostgres, notFound } from "./support/postgres/find.ts";
import { removeHome } from "./support/postgres/home.ts";
import { startPostgres } from "./support/postgres/server.ts";
import { local, shown, root } from "./support/project.ts";

import { refuseArguments } from "./arguments.ts";
import { runCommand } from "./command.ts";

// Writes a store of this version, with rows of every kind, for the test that upgrades it in later versions.
await runCommand(async (signal) => {
  refuseArguments("npm run store-fixture");
  const bin = knownPostgres();
  if (!bin) throw notFound();
  Object.assign(process.env, settings);
  const dir = local("store-fixture");
  const server = await startPostgres({ dir, notes: join(dir, "processes"), signal });
  try {
    const url = await server.createDatabase();
    const store = await openStore({ url, dataDir: "" });
    await fillStore(store.db);
    await store.close();
    const options = ["--inserts", "--no-owner", "--no-privileges", `--schema=${SCHEMA}`, url];
    // `bin` may hold links to the server's programs alone.
    const pgDump = join(dirname(await realpath(join(bin, "postgres"))), "pg_dump");
    const { stdout } = await promisify(execFile)(pgDump, options);
    const name = `store-${Object.keys(migrations).at(-1)}.sql`;
    const path = join(root, "tests", "store", "fixtures", name);
    await writeFile(path, statementsOf(stdout));
    console.log(`Wrote ${shown(path)}`);
  } finally {
    await server.stop();
    await removeHome(dir);
  }
  return 0;
});

/** Leaves out comments, and settings that would outlast the loading of the dump in its connection. */
function statementsOf(dump: string): string {
  return dump
    .split("\n")
    .filter((line) => !/^(--|\\|SET |SELECT pg_catalog\.set_config)/.test(line))
    .join("\n")
    .replaceAll(/\n{2,}/g, "\n")
    .trimStart();
}
