import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import type { Job } from "#lib/contract/jobs.ts";
import { addManyUsers } from "#tests/bench/many-users.ts";
import { copyEmbeddedStore } from "#tests/support/embedded-template.ts";
import { launchDashboard, type Dashboard } from "#scripts/support/dashboard.ts";
import { freePort } from "#scripts/support/port.ts";
import { startProxy } from "#tests/support/proxy.ts";
import { startSynapse, type Synapse } from "#scripts/support/synapse/server.ts";
import {
  createTestDatabase,
  runFolder,
  runNotes,
  startDashboard,
  testPostgres,
} from "#tests/support/test-run.ts";
import { until } from "#scripts/support/until.ts";
import { Visitor } from "#tests/support/visitor.ts";

const USERS = 1000;
const LIMIT = { timeoutMs: 150_000 };
vi.setConfig({ testTimeout: 180_000 });
const SECRET = "a secret for the dashboards of these tests";

let synapse: Synapse;
beforeAll(async () => {
  const dir = await mkdtemp(join(runFolder(), "many-users-"));
  const options = { dir, notes: runNotes(), serverName: "many.localhost" };
  await (await startSynapse(options)).stop();
  addManyUsers(join(dir, "homeserver.db"), "many.localhost", USERS);
  synapse = await startSynapse(options);
});
afterAll(() => synapse.stop());

const LOCK = /^\/_synapse\/admin\/v2\/users\/(%40bench\d+)/;

async function signedIn(dashboard: Dashboard): Promise<Visitor> {
  const visitor = new Visitor(dashboard.url);
  await visitor.signIn(synapse.admin.localpart, synapse.admin.password);
  return visitor;
}

async function start(visitor: Visitor, locked: boolean, name = "bench"): Promise<string> {
  const { json } = await visitor.write("jobs.start", {
    task: { kind: "lock", locked },
    selection: { filter: { name } },
  });
  return (json as { job_id: string }).job_id;
}

const jobOf = async (visitor: Visitor, job_id: string) =>
  (await visitor.read("jobs.get", { job_id })).json as Job;

const untilItemsDone = (visitor: Visitor, job_id: string, least: number) =>
  until(
    `${least} items to be done`,
    async () => (await jobOf(visitor, job_id)).counts.done >= least,
    LIMIT,
  );

/** The job is done a moment after its last item is. */
const untilDone = (visitor: Visitor, job_id: string) =>
  until(
    "the job to be done",
    async () => {
      const job = await jobOf(visitor, job_id);
      return job.state === "done" && job;
    },
    LIMIT,
  );

async function lockedUsers(visitor: Visitor): Promise<number> {
  const { json } = await visitor.read("users.list", { name: "bench", limit: 500 });
  const { json: rest } = await visitor.read("users.list", { name: "bench", limit: 500, from: 500 });
  const users = [json, rest].flatMap((page) => (page as { users: { locked: boolean }[] }).users);
  return users.filter(({ locked }) => locked).length;
}

test("finishes a job of 1,000 items despite repeated crashes", async () => {
  const calls: string[] = [];
  await using proxy = await startProxy(synapse.baseUrl, (url, _headers, method) => {
    const [, user] = LOCK.exec(url) ?? [];
    if (method === "PUT" && user) calls.push(user);
    return undefined;
  });
  const dir = await mkdtemp(join(runFolder(), "dashboard-"));
  await copyEmbeddedStore(join(dir, "data"));
  const options = {
    command: "test",
    dir,
    notes: runNotes(),
    homeserverUrl: proxy.url,
    port: await freePort(),
  };
  let dashboard = await launchDashboard(options);
  const visitor = await signedIn(dashboard);
  const job_id = await start(visitor, true);
  for (const most of [150, 400, 700]) {
    await untilItemsDone(visitor, job_id, most);
    process.kill(dashboard.process.pid, "SIGKILL");
    await dashboard.process.ended;
    dashboard = await launchDashboard(options);
  }
  const job = await untilDone(visitor, job_id);
  expect(job).toMatchObject({ state: "done", counts: { done: USERS, failed: 0, unknown: 0 } });
  expect(await lockedUsers(visitor)).toBe(USERS);
  expect(new Set(calls).size).toBe(USERS);
  // What had been sent when the process died was looked at, and not sent again.
  expect(calls.length).toBeLessThanOrEqual(USERS + 3 * 4);
  await dashboard.stop();
});

describe.skipIf(!testPostgres())("with two dashboards on one PostgreSQL", () => {
  test("resumes a job of a dashboard that died", async () => {
    const env = { DATABASE_URL: await createTestDatabase(), SESSION_SECRET: SECRET };
    const one = await startDashboard({ homeserverUrl: synapse.baseUrl, env });
    const other = await startDashboard({ homeserverUrl: synapse.baseUrl, env });
    const visitor = await signedIn(one);
    const witness = await signedIn(other);
    const job_id = await start(visitor, false);
    await untilItemsDone(witness, job_id, 100);
    // Which of them works on it is not said: with the one dead, the other must end it.
    process.kill(one.process.pid, "SIGKILL");
    expect(await untilDone(witness, job_id)).toMatchObject({
      state: "done",
      counts: { done: USERS, failed: 0, unknown: 0 },
    });
    expect(await lockedUsers(witness)).toBe(0);
    await other.stop();
  });
});

describe("a failing homeserver", () => {
  /** Locks 100 accounts while every call that locks may be meddled with. Answers how often each was asked for. */
  const lockAll = async (
    meddle: (count: number) => number | "unanswered" | undefined,
    { name = "bench00000", users = 100, env = {} } = {},
  ) => {
    const asked: string[] = [];
    await using proxy = await startProxy(synapse.baseUrl, (url, _headers, method) => {
      const [, user] = LOCK.exec(url) ?? [];
      if (method !== "PUT" || !user) return undefined;
      const meddled = meddle(asked.length);
      asked.push(user);
      return meddled;
    });
    const dashboard = await startDashboard({ homeserverUrl: proxy.url, env });
    const visitor = await signedIn(dashboard);
    const job_id = await start(visitor, true, name);
    const job = await untilDone(visitor, job_id);
    expect(job).toMatchObject({ state: "done", counts: { done: users, failed: 0, unknown: 0 } });
    await dashboard.stop();
    return asked;
  };

  test("slows down for a homeserver that answers every third call with 429, and finishes", async () => {
    const asked = await lockAll((count) => (count % 3 === 2 ? 429 : undefined), {
      name: "bench000000",
      users: 10,
    });
    expect(new Set(asked).size).toBe(10);
  });

  test("repeats nothing when the homeserver does the work and answers are lost", async () => {
    const asked = await lockAll((count) => (count % 25 === 3 ? "unanswered" : undefined), {
      env: { HOMESERVER_TIMEOUT_MS: "1000" },
    });
    expect(asked).toHaveLength(100);
  });

  test("waits for an unavailable homeserver", async () => {
    const asked = await lockAll((count) => (count >= 20 && count < 22 ? 502 : undefined));
    expect(new Set(asked).size).toBe(100);
  });
});
