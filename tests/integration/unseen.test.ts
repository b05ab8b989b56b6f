import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { Job } from "#lib/contract/jobs.ts";
import { addManyUsers } from "#tests/bench/many-users.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { startProxy } from "#tests/support/proxy.ts";
import { startSynapse, type Synapse } from "#scripts/support/synapse/server.ts";
import { runFolder, runNotes, startDashboard } from "#tests/support/test-run.ts";
import { until } from "#scripts/support/until.ts";
import { Visitor } from "#tests/support/visitor.ts";

/** Each was seen 90 seconds before the one in front of it: the last of them more than a day ago. */
const USERS = 1200;
const SEEN_TODAY = 960;

let synapse: Synapse;
let proxy: Awaited<ReturnType<typeof startProxy>>;
let dashboard: Dashboard;
let visitor: Visitor;
const asked: string[] = [];

beforeAll(async () => {
  const dir = await mkdtemp(join(runFolder(), "unseen-"));
  const options = { dir, notes: runNotes(), serverName: "unseen.localhost" };
  await (await startSynapse(options)).stop();
  addManyUsers(join(dir, "homeserver.db"), "unseen.localhost", USERS);
  synapse = await startSynapse(options);
  proxy = await startProxy(synapse.baseUrl, (url) => {
    if (url.startsWith("/_synapse/admin/v3/users")) asked.push(url);
    return undefined;
  });
  dashboard = await startDashboard({ homeserverUrl: proxy.url });
  visitor = new Visitor(dashboard.url);
  await visitor.signIn(synapse.admin.localpart, synapse.admin.password);
});
afterAll(async () => {
  await dashboard.stop();
  await proxy[Symbol.asyncDispose]();
  await synapse.stop();
});

type Answer = { users: { name: string; last_seen_ts: number | null }[]; total: number };
const unseen = async (input: object) =>
  (await visitor.read("users.listUnseen", { unseen: 1, ...input })).json as Answer;

/** The test itself takes time in which somebody more passes the day. */
const about = (count: number) => expect.toSatisfy((found: number) => Math.abs(found - count) <= 4);

test("pages through users not seen for a day, oldest first, with few requests", async () => {
  const first = await unseen({ limit: 50 });
  expect(first.total).toEqual(about(USERS - SEEN_TODAY));
  expect(first.users[0]?.name).toBe(`@bench${String(USERS - 1).padStart(7, "0")}:unseen.localhost`);
  const before = asked.length;
  const second = await unseen({ limit: 50, from: 50 });
  expect(asked.length - before).toBeLessThanOrEqual(4);
  const seen = [...first.users, ...second.users].map(({ last_seen_ts }) => last_seen_ts ?? 0);
  expect(seen).toEqual(seen.toSorted((one, other) => one - other));
  expect(new Set(seen).size).toBe(100);
  const [latest] = (await unseen({ limit: 1, dir: "b" })).users;
  expect(latest?.last_seen_ts).toBeLessThan(Date.now() - 86_400_000);
});

test("keeps unknown and inactive users apart, with no user in both", async () => {
  const unknown = await unseen({ unseen: "unknown", limit: 500 });
  expect(unknown.users.every(({ last_seen_ts }) => last_seen_ts === null)).toBe(true);
  expect(await unseen({ unseen: 3650 })).toEqual({ users: [], total: 0 });
});

test("exports all inactive users, and runs a job on them", async () => {
  const file = await visitor.ask("/api/exports/users?unseen=1&q=bench");
  const lines = file.text.trim().split("\n").length - 1;
  expect(lines).toEqual(about(USERS - SEEN_TODAY));
  const { json } = await visitor.write("jobs.start", {
    task: { kind: "set_user_type", user_type: "support" },
    selection: { filter: { name: "bench00011", unseen: 1 } },
  });
  const { job_id } = json as { job_id: string };
  const job = await until(
    "the job to be done",
    async () => {
      const now = (await visitor.read("jobs.get", { job_id })).json as Job;
      return now.state === "done" && now;
    },
    { timeoutMs: 60_000 },
  );
  expect(job.counts).toMatchObject({ done: 100, failed: 0 });
});
