import { describe, expect, test } from "vitest";

import { jobCalls } from "#lib/contract/internal/jobs.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import type { Result, Work } from "#lib/server/jobs/kind.ts";
import { redact } from "#lib/server/jobs/kinds/redact.ts";
import { fakeHomeserver } from "#tests/support/shared-fake-homeserver.ts";

const synapse = fakeHomeserver();

const everything = { kind: "redact" as const, rooms: [], use_admin: false };
const homeserver = () => ({ baseUrl: synapse.baseUrl, realm: "test", timeoutMs: 2000 });

/** The work on one account, what was kept of it, and how long it waited. */
function work(known: Result = {}) {
  const kept: Result[] = [];
  const waits: number[] = [];
  const about: Work = {
    homeserver: homeserver(),
    target: "@ada:test",
    id: "job.0",
    known,
    checkpoint: async (result) => void kept.push(result),
    pause: async (ms) => void waits.push(ms),
    record: (_action, _input, run) => run(),
    signal: new AbortController().signal,
  };
  return { about, kept, waits };
}
const begun = () => synapse.seen.filter(({ url }) => url.endsWith("/redact"));

describe("redacting part of the messages", () => {
  const since = { ...everything, after_ts: 1 };
  const prepare = (version: string) => {
    synapse.answer(matrix.serverVersion, { server_version: version });
    return redact(since).prepare?.({ homeserver: homeserver(), userId: "@admin:test" });
  };

  test.each(["1.157.0", "1.163.2 (b=main)", "2.0.0"])(
    "redacts them on Synapse %s",
    async (version) => {
      await expect(prepare(version)).resolves.toBeUndefined();
    },
  );

  test.each(["1.156.0", "1.99.0", "0.34.1"])(
    "sends nothing to Synapse %s, which would redact all",
    async (version) => {
      await expect(prepare(version)).rejects.toMatchObject({ code: "unsupported" });
    },
  );
});

describe("redacting in the admin's name", () => {
  const prepare = (version: string) => {
    synapse.answer(matrix.serverVersion, { server_version: version });
    const task = { ...everything, use_admin: true };
    return redact(task).prepare?.({ homeserver: homeserver(), userId: "@admin:test" });
  };

  test("redacts in the admin's name on Synapse 1.135", async () => {
    await expect(prepare("1.135.0rc1")).resolves.toBeUndefined();
  });

  test.each(["1.134.0", "develop"])(
    "sends nothing to Synapse %s, which may redact in the account's name",
    async (version) => {
      await expect(prepare(version)).rejects.toMatchObject({
        code: "unsupported",
        details: { needs: "1.135" },
      });
    },
  );
});

test("resumes a redaction started right before the process died", async () => {
  synapse.answer(jobCalls.redactions, {
    scheduled_tasks: [
      { id: "before", status: "complete" },
      { id: "ours", status: "active" },
    ],
  });
  synapse.answer(jobCalls.redactStatus, { status: "complete", failed_redactions: {} });
  const { about } = work({ begun_ts: Date.now(), others: ["before"], redacted_rooms: 3 });
  expect(await redact(everything).verify(about)).toEqual({ redacted_rooms: 3 });
  expect(synapse.seen.at(-1)?.url).toMatch(/redact_status\/ours$/);
  expect(begun()).toEqual([]);
});

test("starts a pending redaction after the account's other one finishes", async () => {
  let looks = 0;
  synapse.answer(matrix.memberships, {
    memberships: { "!a:test": "leave", "!b:test": "ban", "!c:test": "invite", "!d:test": "join" },
  });
  synapse.reply(jobCalls.redactions, (_seen, response) => {
    looks += 1;
    const status = looks < 2 ? "active" : "complete";
    response.end(JSON.stringify({ scheduled_tasks: [{ id: "other", status }] }));
  });
  synapse.answer(jobCalls.redact, { redact_id: "ours" });
  synapse.answer(jobCalls.redactStatus, { status: "complete", failed_redactions: {} });
  const { about, kept, waits } = work();
  expect(await redact(everything).run(about)).toEqual({ redacted_rooms: 3 });
  expect(looks).toBe(2);
  expect(waits).toEqual([2000]);
  expect(begun()).toMatchObject([{ body: { rooms: ["!a:test", "!b:test", "!d:test"] } }]);
  expect(kept).toMatchObject([{ others: ["other"] }, { redact_id: "ours" }]);
});

test("reports no room count where Synapse does not report memberships", async () => {
  synapse.answer(jobCalls.redact, { redact_id: "ours" });
  synapse.answer(jobCalls.redactStatus, { status: "complete", failed_redactions: {} });
  const { about, kept } = work();
  expect(await redact(everything).run(about)).toEqual({ without_left_rooms: true });
  const { about: again } = work(kept.at(-1));
  expect(await redact(everything).verify(again)).toEqual({ without_left_rooms: true });
});

test("uses current rooms on a Synapse without membership and task lists", async () => {
  synapse.answer(jobCalls.redact, { redact_id: "ours" });
  synapse.answer(jobCalls.redactStatus, { status: "failed", error: "Boom" });
  const { about } = work();
  await expect(redact(everything).run(about)).rejects.toMatchObject({
    code: "redaction_failed",
    details: { homeserverSays: "Boom" },
  });
  expect(begun()).toMatchObject([{ body: { rooms: [], limit: 1_000_000 } }]);
});
