import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { api } from "#lib/contract/index.ts";
import { matrix } from "#lib/contract/matrix.ts";
import { runJob } from "#lib/server/jobs/runner.ts";
import { seal } from "#lib/server/seal.ts";
import * as jobItems from "#lib/server/store/job-items.ts";
import * as jobs from "#lib/server/store/jobs.ts";
import * as sessions from "#lib/server/store/sessions.ts";
import { aUserDetail } from "#tests/support/builders.ts";
import {
  sendJson,
  startFakeHomeserver,
  type FakeHomeserver,
} from "#tests/support/fake-homeserver.ts";
import { randomName } from "#tests/support/synapse/client.ts";

let synapse: FakeHomeserver;
beforeAll(async () => {
  synapse = await startFakeHomeserver();
});
beforeEach(() => {
  synapse.reset();
  synapse.reply(api.users.get, (_request, response) => sendJson(response, 200, aUserDetail()));
});
afterAll(() => synapse[Symbol.asyncDispose]());

const going = () => new AbortController().signal;

/** A job that unlocks so many accounts. */
async function makeJob(count: number): Promise<string> {
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
  const targets = Array.from({ length: count }, (_, index) => `@user${index}:test`);
  const task = { kind: "lock", locked: false } as const;
  const homeserver = synapse.baseUrl;
  const sessionId = session?.id ?? "";
  const job = { task, filter: null, admin: "@admin:test", sessionId, homeserver, realm: "test" };
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

test("a job does each item once, and is done", async () => {
  const id = await makeJob(60);
  const written = answerWrites(() => 200);
  await runJob(id, going());
  expect(await countsOf(id)).toMatchObject({ done: 60, pending: 0, running: 0 });
  expect(new Set(written).size).toBe(60);
  expect(written).toHaveLength(60);
  expect(await stateOf(id)).toBe("done");
});

test("paused in the middle, it takes nothing more, and what was under way is settled", async () => {
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

test("a homeserver that asks for less gets what it refused once more, and nothing twice", async () => {
  const id = await makeJob(3);
  const written = answerWrites((before) => (before === 1 ? 429 : 200));
  await runJob(id, going());
  expect(await countsOf(id)).toMatchObject({ done: 3 });
  expect(written).toHaveLength(4);
  expect(await stateOf(id)).toBe("done");
});

test("a token that died leaves the rest to somebody who signs in", async () => {
  const id = await makeJob(10);
  answerWrites((before) => (before === 4 ? 401 : 200));
  await runJob(id, going());
  expect(await stateOf(id)).toBe("needs_sign_in");
  expect(await countsOf(id)).toMatchObject({ done: 4, running: 0 });
});

test("an admin whose rights are gone leaves the rest to another one", async () => {
  const id = await makeJob(10);
  answerWrites((before) => {
    if (before === 4) synapse.refuse(matrix.adminProbe, 403, "M_FORBIDDEN");
    return before === 4 ? 403 : 200;
  });
  await runJob(id, going());
  expect(await stateOf(id)).toBe("needs_sign_in");
  expect(await countsOf(id)).toMatchObject({ done: 4, failed: 0, running: 0 });
});

test("an account that the homeserver protects from its admins fails alone", async () => {
  const id = await makeJob(3);
  answerWrites((before) => (before === 1 ? 403 : 200));
  await runJob(id, going());
  expect(await stateOf(id)).toBe("done");
  expect(await countsOf(id)).toMatchObject({ done: 2, failed: 1 });
});

test("a process that is about to end settles what is under way and leaves the rest", async () => {
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
