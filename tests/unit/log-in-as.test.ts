import { beforeEach, expect, test } from "vitest";

import { accessCalls } from "#lib/contract/internal/access.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { asUser } from "#lib/server/domain/users/impersonate.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";
import { anOpenSession } from "#tests/support/builders.ts";
import { fakeHomeserver } from "#tests/support/shared-fake-homeserver.ts";

const synapse = fakeHomeserver();
beforeEach(() => {
  synapse.answer(accessCalls.login, { access_token: "syt_of_ben" });
  synapse.answer(accessCalls.leave, {});
  synapse.answer(matrix.logout, {});
});

const context = () => ({
  session: anOpenSession({ userId: "@ada:test", accessToken: "syt_of_ada" }),
  homeserver: {
    baseUrl: synapse.baseUrl,
    accessToken: "syt_of_ada",
    realm: "test",
    timeoutMs: 300,
  },
});
const leaveAs = (userId: string) =>
  asUser(context(), userId, (asThem) =>
    callHomeserver(asThem, accessCalls.leave, { room_id: "!room:test" }),
  );
const calls = () =>
  synapse.seen.map(({ url, headers }) => `${url.split("/").at(-1)} ${headers.authorization}`);

test("acts for a user with a token that lives a minute, and revokes it at once", async () => {
  await leaveAs("@ben:test");
  expect(calls()).toEqual([
    "login Bearer syt_of_ada",
    "leave Bearer syt_of_ben",
    "logout Bearer syt_of_ben",
  ]);
  const { valid_until_ms } = (synapse.seen[0]?.body ?? {}) as { valid_until_ms: number };
  expect(valid_until_ms - Date.now()).toBeGreaterThan(0);
  expect(valid_until_ms - Date.now()).toBeLessThanOrEqual(60_000);
});

test("revokes the token when the action fails", async () => {
  synapse.refuse(accessCalls.leave, 403, "M_FORBIDDEN");
  await expect(leaveAs("@ben:test")).rejects.toMatchObject({ code: "forbidden" });
  expect(calls().at(-1)).toBe("logout Bearer syt_of_ben");
});

test("does not sign the admin out when the user is locked", async () => {
  synapse.refuse(accessCalls.leave, 401, "M_USER_LOCKED");
  const failure = leaveAs("@ben:test");
  await expect(failure).rejects.toMatchObject({
    code: "rejected",
    details: { errcode: "M_USER_LOCKED" },
  });
  await expect(failure).rejects.not.toHaveProperty("details.reason");
});

test("succeeds when the token cannot be revoked, since it expires", async () => {
  synapse.refuse(matrix.logout, 500, "M_UNKNOWN");
  await expect(leaveAs("@ben:test")).resolves.toEqual({});
});

test("needs no other token for the admin's own account", async () => {
  await leaveAs("@ada:test");
  expect(calls()).toEqual(["leave Bearer syt_of_ada"]);
});
