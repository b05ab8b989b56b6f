import { PGlite } from "@electric-sql/pglite";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";

import { copyEmbeddedStore } from "#tests/support/embedded-template.ts";
import { query } from "#scripts/support/postgres/database.ts";
import {
  createTestDatabase,
  runFolder,
  startDashboard,
  testHomeserver,
  testPostgres,
} from "#tests/support/test-run.ts";
import { freePort } from "#scripts/support/port.ts";

const { baseUrl: homeserverUrl } = testHomeserver();
// The embedded store takes a while to start where others are at work as well.
vi.setConfig({ testTimeout: 60_000 });
const SECRET = "a secret that lies elsewhere than the store";

const newFolder = () => mkdtemp(join(runFolder(), "data-"));
async function newDataDir() {
  const folder = await newFolder();
  await copyEmbeddedStore(folder);
  return folder;
}
const start = (env: Record<string, string>) => startDashboard({ homeserverUrl, env });
/** With what the start ended: its exit code, and the last line that it wrote. */
const refusal = (starting: Promise<unknown>) =>
  starting.then(
    () => "it started",
    (error: Error) => error.message,
  );
const cannotStart = (why: string) =>
  `The dashboard did not start (exit code 1): Synapse Dashboard cannot start. ${why}`;

describe("one dashboard per folder", () => {
  test("stops a second dashboard with a line that names the first, which keeps running", async () => {
    const DATA_DIR = await newDataDir();
    const holder = await start({ DATA_DIR });
    onTestFinished(() => holder.stop());

    const said = await refusal(start({ DATA_DIR }));
    expect(said).toContain(cannotStart(`${DATA_DIR} is in use by another Synapse Dashboard`));
    expect(said).toContain(`(process ${holder.process.pid} on `);
    expect((await fetch(`${holder.url}/api/health`)).status).toBe(200);
  });

  test("starts at once after the first one was killed", async () => {
    const DATA_DIR = await newDataDir();
    const killed = await start({ DATA_DIR });
    await killed.kill();
    const next = await start({ DATA_DIR });
    await next.stop();
  });
});

describe("refusing to start", () => {
  const newer = `insert into dashboard.migrations (name, timestamp) values ('9999-future', '2099')`;
  const saysNewer = cannotStart(
    "The store was last used by a newer version of Synapse Dashboard (its step 9999-future is unknown here). Run that version, or restore a backup from before.",
  );

  test("refuses an embedded store used by a newer version", async () => {
    const DATA_DIR = await newDataDir();
    await (await start({ DATA_DIR })).stop();
    const store = await PGlite.create(join(DATA_DIR, "store"));
    await store.exec(newer);
    await store.close();
    expect(await refusal(start({ DATA_DIR }))).toBe(saysNewer);
  });

  test.skipIf(!testPostgres())("refuses a PostgreSQL used by a newer version", async () => {
    const env = { DATABASE_URL: await createTestDatabase(), SESSION_SECRET: SECRET };
    await (await start(env)).stop();
    await query(env.DATABASE_URL, newer);
    expect(await refusal(start(env))).toBe(saysNewer);
  });

  test("refuses a PostgreSQL that does not answer", async () => {
    const port = await freePort();
    const DATABASE_URL = `postgres://dashboard:a-password@127.0.0.1:${port}/dashboard`;
    expect(await refusal(start({ DATABASE_URL, SESSION_SECRET: SECRET }))).toBe(
      cannotStart(
        `The PostgreSQL that DATABASE_URL names cannot be used: connect ECONNREFUSED 127.0.0.1:${port}.`,
      ),
    );
  });

  test.skipIf(!testPostgres())("refuses a missing database", async () => {
    const url = new URL(await createTestDatabase());
    url.pathname = "/no-such-database";
    expect(await refusal(start({ DATABASE_URL: url.href, SESSION_SECRET: SECRET }))).toBe(
      cannotStart(
        'The PostgreSQL that DATABASE_URL names cannot be used: database "no-such-database" does not exist.',
      ),
    );
  });

  test.each([
    ["with its secret there", {}],
    ["with a secret from elsewhere", { SESSION_SECRET: SECRET }],
  ])("refuses a folder below a file, %s", async (_, env) => {
    const file = join(await newFolder(), "file");
    await writeFile(file, "");
    const DATA_DIR = join(file, "data");
    expect(await refusal(start({ DATA_DIR, ...env }))).toBe(
      cannotStart(
        `The folder that DATA_DIR names cannot be used: ENOTDIR: not a directory, mkdir '${DATA_DIR}'.`,
      ),
    );
  });

  test("refuses an invalid store", async () => {
    const DATA_DIR = await newDataDir();
    await rm(join(DATA_DIR, "store", "global"), { recursive: true });
    expect(await refusal(start({ DATA_DIR }))).toContain("cannot start. The folder that DATA_DIR");
  });
});
