import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { actionById } from "#lib/contract/index.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { endIfNoAdmin, requireAdminStill } from "#lib/server/session/admin-rights.ts";
import { needOf } from "#lib/server/session/context.ts";
import { anOpenSession } from "#tests/support/builders.ts";
import {
  sendJson,
  startFakeHomeserver,
  type FakeHomeserver,
} from "#tests/support/fake-homeserver.ts";

const MINUTE = 60_000;

let synapse: FakeHomeserver;
beforeEach(async () => {
  synapse = await startFakeHomeserver();
  synapse.answer(matrix.adminProbe, { displayname: "Ada" });
  vi.useFakeTimers({ toFake: ["Date"] });
  return () => synapse[Symbol.asyncDispose]();
});
afterEach(() => vi.useRealTimers());

/** Somebody who signed in so long ago. */
function signedIn(agoMs = 0) {
  const startedAt = new Date(Date.now() - agoMs);
  const session = anOpenSession({ id: crypto.randomUUID(), startedAt });
  const { baseUrl } = synapse;
  return { session, homeserver: { baseUrl, accessToken: "t", realm: "test", timeoutMs: 2000 } };
}
const forWrites = { survivesOutage: false };
const forReads = { survivesOutage: true };
const asked = () => synapse.seen.length;
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

test("checks admin rights at most once a minute, and once for concurrent requests", async () => {
  const context = signedIn(MINUTE);
  await Promise.all([requireAdminStill(context, forReads), requireAdminStill(context, forWrites)]);
  expect(asked()).toBe(1);
  later(MINUTE - 1);
  await requireAdminStill(context, forWrites);
  expect(asked()).toBe(1);
  later(1);
  await requireAdminStill(context, forWrites);
  expect(asked()).toBe(2);
});

test("counts the sign-in as the first check", async () => {
  await requireAdminStill(signedIn(), forWrites);
  expect(asked()).toBe(0);
});

describe.each([
  ["reads", forReads],
  ["writes", forWrites],
])("ends the session before %s when the account", (_, need) => {
  test.each([
    ["is no admin any more", 403, "M_FORBIDDEN", "not_admin"],
    ["is locked", 401, "M_USER_LOCKED", "account_locked"],
    ["lost its token", 401, "M_UNKNOWN_TOKEN", "token_revoked"],
  ])("%s", async (_what, status, errcode, reason) => {
    synapse.refuse(matrix.adminProbe, status, errcode);
    const context = signedIn(MINUTE);
    for (const _again of [1, 2]) {
      await expect(requireAdminStill(context, need)).rejects.toMatchObject({
        code: "signed_out",
        details: { reason },
      });
    }
  });
});

test("ends the session at once when the homeserver refuses a call", async () => {
  const context = signedIn();
  await endIfNoAdmin(context);
  synapse.refuse(matrix.adminProbe, 403, "M_FORBIDDEN");
  await expect(endIfNoAdmin(context)).rejects.toMatchObject({ details: { reason: "not_admin" } });
});

describe("while the homeserver fails", () => {
  beforeEach(() => synapse.refuse(matrix.adminProbe, 503, "M_UNKNOWN"));

  test("allows reads for ten minutes after the last check", async () => {
    await requireAdminStill(signedIn(10 * MINUTE - 1), forReads);
    await expect(requireAdminStill(signedIn(10 * MINUTE), forReads)).rejects.toMatchObject({
      code: "homeserver_failed",
    });
  });

  test("rejects writes while admin rights cannot be checked", async () => {
    await expect(requireAdminStill(signedIn(MINUTE), forWrites)).rejects.toMatchObject({
      code: "homeserver_failed",
    });
  });
});

test("delays a read only briefly when the homeserver does not answer", async () => {
  synapse.reply(matrix.adminProbe, () => undefined);
  const context = signedIn(MINUTE);
  context.homeserver.timeoutMs = 60_000;
  await requireAdminStill(context, forReads);
  expect(asked()).toBe(1);
});

test("remembers a refusal that comes too late for one read", async () => {
  const { promise: isReleased, resolve: release } = Promise.withResolvers<void>();
  synapse.reply(matrix.adminProbe, (_, response) => {
    void isReleased.then(() => sendJson(response, 403, { errcode: "M_FORBIDDEN" }));
  });
  const context = signedIn(MINUTE);
  await requireAdminStill(context, forReads);
  release();
  await expect(requireAdminStill(context, forWrites)).rejects.toMatchObject({ code: "signed_out" });

  synapse.reply(matrix.adminProbe, () => undefined);
  await expect(requireAdminStill(context, forReads)).rejects.toMatchObject({
    code: "homeserver_timeout",
  });
});

test("skips the admin check only for actions on one's own session or browser", () => {
  const own = [...actionById.values()].filter((action) => needOf(action) === "own");
  expect(own.map(({ id }) => id).sort()).toEqual([
    "preferences.set",
    "session.end",
    "session.lifetime",
    "session.list",
    "session.revoke",
    "session.revokeOthers",
    "session.stay",
  ]);
});

test("allows only reads and pausing a job during an outage", () => {
  const read = [...actionById.values()].filter((action) => needOf(action) === "read");
  expect(read.filter(({ reads }) => !reads).map(({ id }) => id)).toEqual(["jobs.pause"]);
});
