import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";

import { api } from "#lib/contract/index.ts";
import { jobCalls } from "#lib/contract/internal/jobs.ts";
import type { BulkTask } from "#lib/contract/jobs.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { runJob } from "#lib/server/jobs/runner.ts";
import { seal } from "#lib/server/crypto/seal.ts";
import * as audit from "#lib/server/store/audit.ts";
import * as jobItems from "#lib/server/store/job-items.ts";
import * as jobs from "#lib/server/store/jobs.ts";
import * as sessions from "#lib/server/store/sessions.ts";
import { aUser, aUserDetail } from "#tests/support/builders.ts";
import { fakeHomeserver } from "#tests/support/shared-fake-homeserver.ts";
import { sendJson } from "#tests/support/fake-homeserver.ts";
import { randomName } from "#scripts/support/synapse/client.ts";

const synapse = fakeHomeserver();
beforeEach(() => {
  synapse.reply(api.users.get, (_request, response) => sendJson(response, 200, aUserDetail()));
});

const going = () => new AbortController().signal;

/** A job that unlocks so many accounts. */
const makeJob = (count: number): Promise<string> =>
  insertJob(
    null,
    Array.from({ length: count }, (_, index) => `@user${index}:test`),
  );

/** A job that unlocks all accounts of the list. */
const makeFilterJob = (): Promise<string> => insertJob({}, []);

async function insertJob(
  filter: Record<string, unknown> | null,
  targets: readonly string[],
  task: BulkTask = { kind: "lock", locked: false },
): Promise<string> {
  const handle_hash = randomName("handle");
  const now = new Date();
  await sessions.insert({
    handle_hash,
    user_id: "@admin:test",
    homeserver: synapse.baseUrl,
    realm: "test",
    device_id: "DEVICE",
    sealed_token: await seal("store", "syt_secret"),
    started_at: now,
    seen_at: now,
    address: null,
    user_agent: null,
  });
  const session = await sessions.findByHandle(handle_hash);
  const homeserver = synapse.baseUrl;
  const sessionId = session?.id ?? "";
  const job = { task, filter, admin: "@admin:test", sessionId, homeserver, realm: "test" };
  return jobs.insert(job, targets);
}

/** Answers each write as `reply` says, which is told how many there were before it. */
function answerWrites(reply: (before: number) => number | Promise<number>): string[] {
  const targets: string[] = [];
  synapse.reply(api.users.lock, ({ url }, response) => {
    const before = targets.push(url) - 1;
    void Promise.resolve(reply(before)).then((status) =>
      sendJson(
        response,
        status,
        status === 200 ? aUserDetail() : { errcode: ERRCODES.get(status) },
      ),
    );
  });
  return targets;
}

const ERRCODES = new Map([
  [401, "M_UNKNOWN_TOKEN"],
  [403, "M_FORBIDDEN"],
  [429, "M_LIMIT_EXCEEDED"],
]);
const countsOf = async (id: string) => (await jobItems.progressOf([id])).get(id)?.counts;
const stateOf = async (id: string) => (await jobs.get(id))?.state;

test("does each item of a job once, and finishes", async () => {
  const id = await makeJob(60);
  const written = answerWrites(() => 200);
  await runJob(id, going());
  expect(await countsOf(id)).toMatchObject({ done: 60, pending: 0, running: 0 });
  expect(new Set(written).size).toBe(60);
  expect(written).toHaveLength(60);
  expect(await stateOf(id)).toBe("done");
});

test("takes nothing more when paused, and settles running items", async () => {
  const id = await makeJob(60);
  const written = answerWrites(async (before) => {
    if (before === 30) await jobs.setState(id, ["running"], "paused");
    return 200;
  });
  await runJob(id, going());
  const counts = await countsOf(id);
  expect(counts).toMatchObject({ done: written.length, running: 0, unknown: 0 });
  expect(written.length).toBeLessThan(40);
  expect(await stateOf(id)).toBe("paused");
});

test("retries rate-limited items once more, and repeats none that succeeded", async () => {
  const id = await makeJob(3);
  const written = answerWrites((before) => (before === 1 ? 429 : 200));
  await runJob(id, going());
  expect(await countsOf(id)).toMatchObject({ done: 3 });
  expect(written).toHaveLength(4);
  expect(await stateOf(id)).toBe("done");
});

test("leaves the rest to the next sign-in when the token dies", async () => {
  const id = await makeJob(10);
  answerWrites((before) => (before === 4 ? 401 : 200));
  await runJob(id, going());
  expect(await stateOf(id)).toBe("needs_sign_in");
  expect(await countsOf(id)).toMatchObject({ done: 4, running: 0 });
});

test("leaves the rest to another admin when the rights are gone", async () => {
  const id = await makeJob(10);
  answerWrites((before) => {
    if (before === 4) synapse.refuse(matrix.adminProbe, 403, "M_FORBIDDEN");
    return before === 4 ? 403 : 200;
  });
  await runJob(id, going());
  expect(await stateOf(id)).toBe("needs_sign_in");
  expect(await countsOf(id)).toMatchObject({ done: 4, failed: 0, running: 0 });
});

test("fails only the account that the homeserver protects from admins", async () => {
  const id = await makeJob(3);
  answerWrites((before) => (before === 1 ? 403 : 200));
  await runJob(id, going());
  expect(await stateOf(id)).toBe("done");
  expect(await countsOf(id)).toMatchObject({ done: 2, failed: 1 });
});

test("stores an error with characters that PostgreSQL cannot store", async () => {
  const id = await makeJob(1);
  const error = `NUL \0, half a pair \ud83d${"😀".repeat(300)}`;
  synapse.reply(api.users.lock, (_, response) =>
    sendJson(response, 400, { errcode: "M_INVALID\0", error }),
  );
  await runJob(id, going());
  expect(await stateOf(id)).toBe("done");
  expect(await countsOf(id)).toMatchObject({ failed: 1, running: 0, unknown: 0 });
  const [record] = await audit.list({ realm: "test", limit: 1 });
  expect(record).toMatchObject({ outcome: "failed" });
});

test("settles running items and leaves the rest when the process stops", async () => {
  const id = await makeJob(10);
  const ending = new AbortController();
  answerWrites((before) => {
    if (before === 4) ending.abort();
    return 200;
  });
  await runJob(id, ending.signal);
  expect(await stateOf(id)).toBe("running");
  expect(await countsOf(id)).toMatchObject({ done: 5, running: 0, pending: 5 });
});

test("fails an item when the homeserver deletes the same files again and again", async () => {
  const id = await insertJob(null, ["@user0:test"], { kind: "delete_media" });
  synapse.answer(jobCalls.deleteUserMedia, { deleted_media: ["one", "two"] });
  await runJob(id, going());
  const { rows } = await jobItems.list(id, { from: 0, limit: 1 });
  expect(rows).toMatchObject([{ state: "failed", error: { code: "endless_list" } }]);
  expect(synapse.seen).toHaveLength(2);
});

describe("a job that collects its accounts", () => {
  /** Answers each page of the list with new accounts, and says that there are more. */
  function answerEndlessly(total: (from: number) => number, onPage?: (page: number) => unknown) {
    let count = 0;
    synapse.reply(api.users.list, ({ url }, response) => {
      const from = Number(new URLSearchParams(url.split("?")[1]).get("from"));
      const users = Array.from({ length: 1000 }, (_, at) => aUser({ name: `@u${from + at}:test` }));
      const answer = { users, total: total(from), next_token: `${from + 1000}` };
      count += 1;
      void Promise.resolve(onPage?.(count)).then(() => sendJson(response, 200, answer));
    });
    return () => count;
  }
  const grows = (from: number) => from + 5000;

  test("stops at the next page when it is cancelled, and keeps no account", async () => {
    const id = await makeFilterJob();
    const pagesRead = answerEndlessly(
      grows,
      (page) => page === 3 && jobs.setState(id, ["running"], "cancelled"),
    );
    await runJob(id, going());
    expect(pagesRead()).toBe(3);
    expect((await jobItems.list(id, { from: 0, limit: 1 })).total).toBe(0);
    expect(await stateOf(id)).toBe("cancelled");
  });

  test("collects from the start when it is resumed after a pause", async () => {
    const id = await makeFilterJob();
    answerEndlessly(grows, (page) => page === 2 && jobs.setState(id, ["running"], "paused"));
    await runJob(id, going());
    expect(await jobs.get(id)).toMatchObject({ state: "paused", is_collected: false });

    await jobs.setState(id, ["paused"], "running");
    synapse.answer(api.users.list, { users: [aUser({ name: "@u1:test" })], total: 1 });
    const written = answerWrites(() => 200);
    await runJob(id, going());
    expect(written).toHaveLength(1);
    expect(await stateOf(id)).toBe("done");
  });

  test("stops without touching its items when another process may run it", async () => {
    const id = await makeFilterJob();
    const claim = new AbortController();
    const pagesRead = answerEndlessly(grows, (page) => page === 2 && claim.abort());
    await runJob(id, claim.signal);
    expect(pagesRead()).toBe(2);
    expect(await jobs.get(id)).toMatchObject({ state: "running", is_collected: false });
  });

  test("fails with a clear error at a list that has more accounts than it says", async () => {
    const id = await makeFilterJob();
    const pagesRead = answerEndlessly(() => 10);
    await runJob(id, going());
    expect(await jobs.get(id)).toMatchObject({ state: "failed", error: { code: "endless_list" } });
    expect(pagesRead()).toBe(1);
  });

  test("fails with a clear error at a list that repeats a page", async () => {
    const id = await makeFilterJob();
    synapse.answer(api.users.list, { users: [aUser()], total: 5000, next_token: "1" });
    await runJob(id, going());
    expect(await jobs.get(id)).toMatchObject({ state: "failed", error: { code: "endless_list" } });
    expect((await jobItems.list(id, { from: 0, limit: 1 })).total).toBe(0);
    expect(synapse.seen).toHaveLength(2);
  });

  test("fails with the homeserver's answer when that refuses the list", async () => {
    const id = await makeFilterJob();
    synapse.refuse(api.users.list, 403, "M_FORBIDDEN");
    await runJob(id, going());
    expect(await jobs.get(id)).toMatchObject({ state: "failed", error: { code: "forbidden" } });
  });

  test("fails at an answer that is no list, such as one with an unbounded total", async () => {
    const id = await makeFilterJob();
    synapse.answer(api.users.list, { users: [aUser()], total: 1e300 });
    await runJob(id, going());
    const error = { code: "unexpected_response" };
    expect(await jobs.get(id)).toMatchObject({ state: "failed", error });
  });

  test("leaves collecting to the next runner while the homeserver is unavailable", async () => {
    const id = await makeFilterJob();
    synapse.refuse(api.users.list, 500, "M_UNKNOWN");
    await expect(runJob(id, going())).rejects.toMatchObject({ code: "homeserver_failed" });
    expect(await stateOf(id)).toBe("running");
  });
});

describe("the audit entries of a job", () => {
  const lockOf = (id: string) => ({
    entry: randomUUID(),
    phase: "intent" as const,
    who: "@admin:test",
    realm: "test",
    action: "users.lock",
    target: "@user0:test",
    job_id: id,
    at: new Date(Date.now() - 600_000),
  });
  /** The outcomes of a job's records, the latest first, and whether each was confirmed. */
  async function outcomesOf(id: string) {
    const all = await audit.list({ ...api.audit.list.input.parse({ limit: 500 }), realm: "test" });
    return all
      .filter(({ job_id }) => job_id === id)
      .map(({ outcome, confirmed_ts }) => [outcome, confirmed_ts !== null]);
  }
  const locked = (is: boolean) =>
    synapse.answer(api.users.get, aUserDetail({ name: "@user0:test", locked: is }));

  /** A job whose process was killed between a write and its answer. */
  async function makeKilledJob(): Promise<string> {
    const id = await makeJob(1);
    await jobItems.settleAndTake(id, [], 1);
    await audit.insert(lockOf(id));
    return id;
  }

  test("records a write as done when the next process finds it done", async () => {
    const id = await makeKilledJob();
    expect(await outcomesOf(id)).toEqual([["unknown", false]]);
    locked(false);
    await runJob(id, going());
    expect(await outcomesOf(id)).toEqual([["done", true]]);
    const search = { ...api.audit.list.input.parse({ outcome: "unknown" }), realm: "test" };
    expect((await audit.list(search)).filter(({ job_id }) => job_id === id)).toEqual([]);
  });

  test("keeps a write unknown when the next process does not find it done, and repeats it", async () => {
    const id = await makeKilledJob();
    locked(true);
    answerWrites(() => 200);
    await runJob(id, going());
    expect(await outcomesOf(id)).toEqual([
      ["done", false],
      ["unknown", false],
    ]);
  });

  test("records a write with a lost answer as done once it is confirmed", async () => {
    const id = await makeJob(1);
    locked(false);
    synapse.reply(api.users.lock, (_, response) => response.destroy());
    await runJob(id, going());
    expect(await outcomesOf(id)).toEqual([["done", true]]);
  });

  test("keeps a failed write failed", async () => {
    const id = await makeKilledJob();
    const failed = { ...lockOf(id), entry: randomUUID() };
    await audit.insert(failed);
    await audit.insert({ entry: failed.entry, phase: "outcome", outcome: "failed" });
    locked(false);
    await runJob(id, going());
    expect(await outcomesOf(id)).toEqual([
      ["failed", false],
      ["done", true],
    ]);
  });
});
