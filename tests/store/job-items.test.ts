import { beforeEach, expect, test } from "vitest";

import { allItems } from "#lib/server/domain/exports/job-items.ts";
import * as jobItems from "#lib/server/store/job-items.ts";
import * as jobs from "#lib/server/store/jobs.ts";

const TARGETS = ["@a:test", "@b:test", "@c:test"];

let id: string;
beforeEach(async () => {
  id = await jobs.insert(
    {
      task: { kind: "lock", locked: true },
      filter: null,
      admin: "@admin:test",
      sessionId: "00000000-0000-4000-8000-000000000000",
      homeserver: "http://homeserver.test",
      realm: "test",
    },
    TARGETS,
  );
});

const stateOf = async () => {
  const { rows } = await jobItems.list(id, { from: 0, limit: 10 });
  return rows.map(({ state }) => state);
};

test("records the result of a finished item, and takes the next", async () => {
  const { taken } = await jobItems.settleAndTake(id, [], 1);
  expect(taken).toEqual([
    { seq: 0, target: "@a:test", attempts: 1, result: {}, isRetryOfUnknown: false },
  ]);
  const ended = { seq: 0, state: "failed", error: { code: "not_found", details: {} } } as const;
  expect(await jobItems.settleAndTake(id, [ended], 1)).toMatchObject({
    isRunning: true,
    taken: [{ seq: 1 }],
  });
  const [first] = (await jobItems.list(id, { from: 0, limit: 1 })).rows;
  expect(first).toMatchObject({ state: "failed", error: ended.error, result: {} });
  expect(first?.ended_at).toBeInstanceOf(Date);
});

test("takes nothing while paused, and still records finished items", async () => {
  await jobItems.settleAndTake(id, [], 1);
  await jobs.setState(id, ["running"], "paused");
  const done = { seq: 0, state: "done", result: { devices: 2 } } as const;
  expect(await jobItems.settleAndTake(id, [done], 2)).toEqual({ isRunning: false, taken: [] });
  expect(await stateOf()).toEqual(["done", "pending", "pending"]);
});

test("takes items in doubt before new ones", async () => {
  await jobItems.settleAndTake(id, [], 2);
  const doubted = { seq: 1, state: "unknown" } as const;
  const { taken } = await jobItems.settleAndTake(id, [doubted], 0);
  expect(taken).toEqual([]);
  expect((await jobItems.settleAndTake(id, [], 1)).taken).toMatchObject([
    { seq: 1, attempts: 2, isRetryOfUnknown: true },
  ]);
});

test("rejects results from a process that lost the job", async () => {
  await jobItems.settleAndTake(id, [], 1);
  await jobItems.markInDoubt(id);
  await jobItems.settleAndTake(id, [{ seq: 0, state: "done" }], 0);
  expect(await stateOf()).toEqual(["unknown", "pending", "pending"]);
});

test("has no items for a deleted job", async () => {
  const gone = "00000000-0000-4000-8000-00000000dead";
  expect(await jobItems.settleAndTake(gone, [], 1)).toEqual({ isRunning: false, taken: [] });
});

test.each(["nonsense", "00000000-0000-4000-8000-000000000000"])(
  "finds no job for the export of %s",
  async (unknown) => {
    await expect(allItems(unknown, "test").next()).rejects.toMatchObject({ code: "not_found" });
  },
);
