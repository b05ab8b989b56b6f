import { sql } from "kysely";
import { afterEach, expect, test } from "vitest";

import { api } from "#lib/contract/index.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { UserDetail } from "#lib/contract/users.ts";
import {
  openSnapshot,
  removeOldSnapshots,
  removeSnapshot,
  takeSnapshot,
} from "#lib/server/domain/deactivation/snapshots.ts";
import { env } from "#lib/server/runtime/env.ts";
import type { Work } from "#lib/server/jobs/kind.ts";
import { seal } from "#lib/server/crypto/seal.ts";
import * as snapshots from "#lib/server/store/snapshots.ts";
import { store } from "#lib/server/store/store.ts";
import { aDevice, aUserDetail } from "#tests/support/builders.ts";
import { startFakeHomeserver } from "#tests/support/fake-homeserver.ts";
import { randomName } from "#scripts/support/synapse/client.ts";

const DAY_MS = 86_400_000;

afterEach(() => {
  env().SNAPSHOT_DAYS = 30;
});

/** Somebody with everything that a snapshot keeps, and a job's work on them. */
async function createUser(overrides: Partial<Parameters<typeof aUserDetail>[0]> = {}) {
  const synapse = await startFakeHomeserver();
  synapse.answer(matrix.joinedRooms, { joined_rooms: ["!one:test", "!two:test"] });
  synapse.answer(api.devices.list, { devices: [aDevice({ display_name: "Phone" })], total: 1 });
  const target = `@${randomName("ben")}:test`;
  const user = UserDetail.parse(
    aUserDetail({
      name: target,
      displayname: "Ben Baker",
      threepids: [{ medium: "email", address: "ben@example.org" }],
      external_ids: [{ auth_provider: "oidc", external_id: "ben" }],
      ...overrides,
    }),
  );
  const recorded: [string, object][] = [];
  const work: Work = {
    homeserver: { baseUrl: synapse.baseUrl, realm: "test", timeoutMs: 1000 },
    target,
    id: "job.0",
    known: {},
    checkpoint: async () => {},
    pause: async () => {},
    signal: new AbortController().signal,
    record: (action, input, run) => {
      recorded.push([action, input]);
      return run();
    },
  };
  return { target, user, work, recorded, [Symbol.asyncDispose]: synapse[Symbol.asyncDispose] };
}

const whose = ({ target }: { target: string }) => ({ realm: "test", user_id: target });

test("seals a snapshot, finds it again, and records it without its content", async () => {
  await using ben = await createUser();
  await takeSnapshot(ben.work, ben.user);

  const { db } = await store();
  const { rows } = await sql<{ row: string }>`select to_jsonb(s)::text as row
    from dashboard.snapshots s where user_id = ${ben.target}`.execute(db);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.row).not.toContain("example.org");
  expect(await openSnapshot(ben.work.homeserver, ben.target)).toMatchObject({
    kept: {
      displayname: "Ben Baker",
      threepids: [{ medium: "email", address: "ben@example.org" }],
      external_ids: [{ auth_provider: "oidc", external_id: "ben" }],
      rooms: ["!one:test", "!two:test"],
      devices: [{ display_name: "Phone" }],
    },
  });
  expect(ben.recorded).toEqual([["snapshots.take", { user_id: ben.target, days: 30 }]]);
});

test("keeps the snapshot when an account is deactivated again", async () => {
  await using ben = await createUser();
  await takeSnapshot(ben.work, ben.user);
  await takeSnapshot(ben.work, { ...ben.user, deactivated: true, displayname: null });
  expect((await openSnapshot(ben.work.homeserver, ben.target))?.kept.displayname).toBe("Ben Baker");
});

test("replaces the previous snapshot", async () => {
  await using ben = await createUser();
  await takeSnapshot(ben.work, ben.user);
  await takeSnapshot(ben.work, { ...ben.user, displayname: "Benjamin" });
  expect((await openSnapshot(ben.work.homeserver, ben.target))?.kept.displayname).toBe("Benjamin");
});

test("deletes the snapshot for an erasure, and records it once", async () => {
  await using ben = await createUser();
  await takeSnapshot(ben.work, ben.user);
  await removeSnapshot(ben.work);
  await removeSnapshot(ben.work);
  expect(await snapshots.has(whose(ben))).toBe(false);
  expect(ben.recorded.map(([action]) => action)).toEqual(["snapshots.take", "snapshots.remove"]);
});

test("hides a snapshot after SNAPSHOT_DAYS, then deletes it, and keeps younger ones", async () => {
  await using old = await createUser();
  await using young = await createUser();
  const sealed = await seal("store", {});
  await takeSnapshot(old.work, old.user);
  await snapshots.keep(whose(old), sealed, new Date(Date.now() - 31 * DAY_MS));
  await takeSnapshot(young.work, young.user);

  expect(await openSnapshot(old.work.homeserver, old.target)).toBeUndefined();
  expect(await snapshots.has(whose(old))).toBe(true);
  await removeOldSnapshots();
  expect(await snapshots.has(whose(old))).toBe(false);
  expect(await snapshots.has(whose(young))).toBe(true);
});

test("takes no snapshots with SNAPSHOT_DAYS=0, and deletes existing ones", async () => {
  await using before = await createUser();
  await using after = await createUser();
  await takeSnapshot(before.work, before.user);
  env().SNAPSHOT_DAYS = 0;
  await takeSnapshot(after.work, after.user);
  expect(await snapshots.has(whose(after))).toBe(false);
  await removeOldSnapshots();
  expect(await snapshots.has(whose(before))).toBe(false);
});

test("ignores a snapshot sealed with a lost secret", async () => {
  await using ben = await createUser();
  await snapshots.keep(whose(ben), "Fe26.2*1*nonsense", new Date());
  expect(await openSnapshot(ben.work.homeserver, ben.target)).toBeUndefined();
});

test("keeps snapshots of a same-named user of another homeserver apart", async () => {
  await using ben = await createUser();
  await takeSnapshot(ben.work, ben.user);
  const elsewhere = { ...ben.work.homeserver, realm: "https://evil.test" };
  expect(await openSnapshot(elsewhere, ben.target)).toBeUndefined();
  expect(await openSnapshot(ben.work.homeserver, ben.target)).toBeDefined();
});
