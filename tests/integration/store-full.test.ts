import { Kysely, PGliteDialect, sql } from "kysely";
import { expect, onTestFinished, test, vi, type TestContext } from "vitest";

import { EmbeddedPostgres } from "#lib/server/store/embedded.ts";
import { asAdmin } from "#tests/support/as-admin.ts";
import { copyEmbeddedStore } from "#tests/support/embedded-template.ts";
import { makeSmallDisk } from "#tests/support/small-disk.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { until } from "#scripts/support/until.ts";
import { Visitor } from "#tests/support/visitor.ts";

vi.setConfig({ testTimeout: 120_000 });
const homeserver = testHomeserver();
const patience = { timeoutMs: 30_000 };

/** A disk with an embedded store and little else on it. */
async function storeOnSmallDisk({ skip }: TestContext) {
  const disk =
    (await makeSmallDisk(120)) ?? skip("this user may not mount a disk that can be full");
  await copyEmbeddedStore(disk.path);
  return disk;
}

test("writes nothing on a full disk, not even to the homeserver, and recovers with space", async (context) => {
  const disk = await storeOnSmallDisk(context);
  const dashboard = await startDashboard({
    homeserverUrl: homeserver.baseUrl,
    env: { DATA_DIR: disk.path },
  });
  onTestFinished(async () => {
    await dashboard.stop();
    await disk[Symbol.asyncDispose]();
  });
  const { matrix } = await asAdmin(homeserver);
  const ada = await matrix.createUser({ admin: true });
  const visitor = new Visitor(dashboard.url);
  expect((await visitor.signIn(ada.localpart, ada.password)).status).toBe(200);
  const [device] = await matrix.devicesOf(ada.userId);
  let turn = 0;
  const rename = () => {
    turn += 1;
    return visitor.write("devices.rename", {
      user_id: ada.userId,
      device_id: device?.device_id,
      display_name: `name ${turn}`,
    });
  };
  const nameAtHomeserver = async () => (await matrix.devicesOf(ada.userId))[0]?.display_name;

  await disk.fill();
  const refused = await until("the room to run out", () => onlyRefused(rename()), patience);
  expect(refused).toMatchObject({ status: 503, json: { code: "store_unavailable" } });
  expect(await nameAtHomeserver()).toBe(`name ${turn - 1}`);
  expect((await visitor.read("users.list")).status).toBe(200);
  expect(dashboard.logs().join("\n")).toContain("No space left on device");
  const health = async () => (await visitor.ask("/api/health")).status;
  await until("the dashboard to be unwell", async () => (await health()) === 503, patience);

  await disk.free();
  await until("the dashboard to be well", async () => (await health()) === 200, patience);
  expect((await rename()).status).toBe(200);
  expect(await nameAtHomeserver()).toBe(`name ${turn}`);
});

const onlyRefused = async (asking: ReturnType<Visitor["ask"]>) => {
  const answer = await asking;
  return answer.status === 200 ? undefined : answer;
};

const reasonOf = (settled: PromiseSettledResult<unknown>) =>
  settled.status === "rejected" ? String(settled.reason) : undefined;

// Not through a dashboard: it would take a hundred thousand writes until its log needs a new file.
test("survives PostgreSQL's crash on a full disk, and keeps everything committed", async (context) => {
  const disk = await storeOnSmallDisk(context);
  const store = new EmbeddedPostgres(disk.path);
  onTestFinished(async () => {
    await store.close();
    await disk[Symbol.asyncDispose]();
  });
  const db = new Kysely({ dialect: new PGliteDialect({ pglite: store }) });
  const ask = (text: string) => store.query<{ body: string }>(text);
  await ask("create table notes (body text)");
  await ask("insert into notes values ('kept')");
  await disk.fill();
  const growLog = async () => {
    await ask("select pg_logical_emit_message(true, 'test', repeat('x', 1000000))");
    return undefined;
  };
  // Others are waiting for their turn when it ends.
  const growTwice = async () => (await Promise.allSettled([growLog(), growLog()])).map(reasonOf);
  const ends = await until(
    "PostgreSQL to end",
    async () => (await growTwice()).filter((reason) => reason !== undefined).at(-1),
    patience,
  );
  expect(ends).toContain("No space left on device");
  await expect(ask("select 1")).rejects.toThrow("less than 32 MB are free");

  const transaction = db.transaction().execute((begun) => sql`select 1`.execute(begun));
  await expect(transaction).rejects.toThrow("less than 32 MB are free");

  await disk.free();
  const found = await until(
    "PostgreSQL to be back",
    () => ask("select body from notes").catch(() => undefined),
    patience,
  );
  expect(found.rows).toEqual([{ body: "kept" }]);
  await ask("insert into notes values ('written again')");
});
