import { describe, expect, test } from "vitest";

import { Count, LifetimeMs, Moment, MOST_WAIT_MS, WaitMs } from "#lib/contract/kit/bounds.ts";
import { api } from "#lib/contract/index.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { Pace } from "#lib/server/jobs/pace.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";
import { toStore } from "#lib/server/session/token-set.ts";
import { listInactive } from "#lib/server/domain/users/inactive.ts";
import { aUser } from "#tests/support/builders.ts";
import { fakeHomeserver } from "#tests/support/shared-fake-homeserver.ts";
import { sendJson } from "#tests/support/fake-homeserver.ts";

const YEAR_MS = 365 * 86_400_000;

describe("waiting time", () => {
  test.each([
    [5873, 5873],
    [1e15, MOST_WAIT_MS],
    [1e300, MOST_WAIT_MS],
    [-5, 0],
    ["5000", undefined],
    [null, undefined],
    [Number.NaN, undefined],
    [undefined, undefined],
  ])("reads a wait of %j as %j ms", (given, read) => {
    expect(WaitMs.parse(given)).toBe(read);
  });

  test("limits a wait to what a timer can handle", () => {
    expect(MOST_WAIT_MS).toBeLessThan(2 ** 31);
  });
});

test.each([
  [300_000, 300_000],
  [1e300, YEAR_MS],
  [-1, 0],
  ["300000", undefined],
])("a lifetime of %j is read as %j ms", (given, read) => {
  expect(LifetimeMs.parse(given)).toBe(read);
});

test.each([[-1], [0.5], [1e300], ["1"]])("rejects %j as a count and as a time", (given) => {
  expect(Count.safeParse(given).success).toBe(false);
  expect(Moment.safeParse(given).success).toBe(false);
});

describe("unbounded numbers from a homeserver", () => {
  const synapse = fakeHomeserver();
  const homeserver = () => ({ baseUrl: synapse.baseUrl, realm: "test", timeoutMs: 2000 });

  const limited = (retry_after_ms: unknown) => {
    const body = { errcode: "M_LIMIT_EXCEEDED", retry_after_ms };
    synapse.reply(matrix.refresh, (_, response) => sendJson(response, 429, body));
    return callHomeserver(homeserver(), matrix.refresh, { refresh_token: "r" }).catch(
      (error: { details: { retryAfterMs?: number } }) => error.details.retryAfterMs,
    );
  };

  test("does not delay a job forever", async () => {
    const pace = new Pace(4);
    pace.rateLimited((await limited(1e15)) as number, 0);
    expect(pace.waitMs(0)).toBe(MOST_WAIT_MS);
  });

  test.each([[0], [-1000], ["soon"]])(
    "does not retry a job at once after a wait of %j",
    async (given) => {
      const pace = new Pace(4);
      pace.rateLimited((await limited(given)) as undefined, 0);
      expect(pace.waitMs(0)).toBe(1000);
    },
  );

  test("limits token lifetimes to what the store accepts", async () => {
    synapse.answer(matrix.refresh, { access_token: "a", refresh_token: "r", expires_in_ms: 1e300 });
    const given = await callHomeserver(homeserver(), matrix.refresh, { refresh_token: "r" });
    const { renew_at } = await toStore(given);
    expect(renew_at?.getTime()).toBeLessThan(Date.now() + YEAR_MS);
  });

  test("does not search by an invalid total", async () => {
    synapse.answer(api.users.list, { users: [aUser({ last_seen_ts: 1 })], total: 1e300 });
    const input = api.users.listUnseen.input.parse({ unseen: 30 });
    await expect(listInactive(homeserver(), input)).rejects.toMatchObject({
      code: "unexpected_response",
    });
  });
});
