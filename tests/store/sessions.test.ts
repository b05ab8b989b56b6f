import { describe, expect, test, vi, afterEach } from "vitest";
import { createHash } from "node:crypto";

import { seal } from "#lib/server/crypto/seal.ts";
import { endsBefore, lifetimeOf, openSession } from "#lib/server/session/session.ts";
import { MOST_BESIDE, newHandle, openHandles } from "#lib/server/session/cookie.ts";
import * as sessions from "#lib/server/store/sessions.ts";
import { randomName } from "#scripts/support/synapse/client.ts";

const MINUTE = 60_000;
const HOMESERVER = "http://homeserver.test";

type Begin = {
  userId?: string;
  homeserver?: string;
  realm?: string;
  startedAt?: Date;
  seenAt?: Date;
};

/** A session in the store. Answers the cookie that opens it, and whose it is. */
async function begin(given: Begin = {}) {
  const { userId = `@${randomName("ada")}:test`, homeserver = HOMESERVER, realm = "test" } = given;
  const { startedAt = new Date(), seenAt = startedAt } = given;
  const handle = randomName("handle");
  await sessions.insert({
    handle_hash: createHash("sha256").update(handle).digest("base64url"),
    user_id: userId,
    homeserver,
    realm,
    device_id: "DEVICE",
    sealed_token: await seal("store", "syt_secret"),
    started_at: startedAt,
    seen_at: seenAt,
    address: "192.0.2.1",
    user_agent: "Firefox",
  });
  return { cookie: await seal("session-cookie", handle), userId, realm };
}

const opened = async (cookie: string) => {
  const { session } = await openSession(cookie);
  if (!session) throw new Error("no session");
  return session;
};

afterEach(() => vi.useRealTimers());

test("opens the session of the cookie's handle", async () => {
  const { cookie, userId } = await begin();
  expect(await opened(cookie)).toMatchObject({ userId, accessToken: "syt_secret" });
});

test("opens the current session of several, and none once that has ended", async () => {
  const ada = await begin();
  const eve = await begin({ realm: "other" });
  const handles = await Promise.all([ada, eve].map(({ cookie }) => openHandles(cookie)));
  const [one, two] = handles.map(({ current }) => current ?? "");
  const cookie = await seal("session-cookie", { current: two, others: [one] });
  expect(await opened(cookie)).toMatchObject({ userId: eve.userId });
  const ended = await seal("session-cookie", { current: null, others: [one] });
  expect(await openSession(ended)).toEqual({ session: null });
});

test("fits the maximum number of sessions into a cookie", async () => {
  const others = Array.from({ length: MOST_BESIDE }, newHandle);
  const cookie = await seal("session-cookie", { current: newHandle(), others });
  expect(`__Host-synapse-dashboard=${cookie}`.length).toBeLessThan(4096);
});

describe("an invalid session", () => {
  test.each([
    ["no cookie", undefined],
    ["an empty cookie", ""],
    ["a forged cookie", "Fe26.2*1*abc*def*ghi**jkl*mno"],
  ])("finds no session for %s", async (_, cookie) => {
    expect(await openSession(cookie)).toEqual({ session: null });
  });

  test("finds no session for an unknown handle", async () => {
    expect(await openSession(await seal("session-cookie", "unknown"))).toEqual({ session: null });
  });

  test("finds no session for a cookie in an old format", async () => {
    expect(await openSession(await seal("session-cookie", { accessToken: "syt" }))).toEqual({
      session: null,
    });
  });

  test("finds no session with a token for another homeserver", async () => {
    const { cookie } = await begin({ homeserver: "http://elsewhere.test" });
    expect(await openSession(cookie)).toEqual({ session: null });
  });
});

describe("session end", () => {
  const after = async (minutes: number, startedAt: Date, cookie: string) => {
    vi.useFakeTimers({ now: startedAt.getTime() + minutes * MINUTE, toFake: ["Date"] });
    return openSession(cookie);
  };

  test("ends a session two hours after the last activity", async () => {
    const startedAt = new Date();
    const { cookie } = await begin({ startedAt });
    expect((await after(119, startedAt, cookie)).session).not.toBeNull();
    expect(await after(120, startedAt, cookie)).toEqual({ session: null, reason: "idle" });
  });

  test("ends a session after twelve hours, whatever the activity", async () => {
    const startedAt = new Date();
    const seenAt = new Date(startedAt.getTime() + 719 * MINUTE);
    const { cookie } = await begin({ startedAt, seenAt });
    expect((await after(719, startedAt, cookie)).session).not.toBeNull();
    expect(await after(720, startedAt, cookie)).toEqual({ session: null, reason: "ended" });
  });

  test("ends a revoked session, with the reason", async () => {
    const { cookie, userId } = await begin();
    const { id } = await opened(cookie);
    expect(await sessions.revoke({ userId, realm: "test" }, { id })).toBe(1);
    expect(await openSession(cookie)).toEqual({ session: null, reason: "session_revoked" });
  });
});

test("never reports an idle timeout later than the absolute end", () => {
  const startedAt = new Date();
  const seenAt = new Date(startedAt.getTime() + 715 * MINUTE);
  const { idle_ends_ts, ends_ts } = lifetimeOf({ startedAt, seenAt });
  expect(idle_ends_ts).toBe(ends_ts);
});

test("lists only a person's own open sessions", async () => {
  const { userId, cookie } = await begin();
  await begin({ userId });
  await begin({ userId, realm: "https://evil.test" });
  await begin({ userId, startedAt: new Date(Date.now() - 721 * MINUTE), seenAt: new Date() });
  await begin();
  expect(await sessions.listOpen({ userId, realm: "test" }, endsBefore(Date.now()))).toHaveLength(
    2,
  );
  const { id } = await opened(cookie);
  expect(await sessions.revoke({ userId, realm: "test" }, { except: id })).toBe(2);
  expect(await sessions.listOpen({ userId, realm: "test" }, endsBefore(Date.now()))).toMatchObject([
    { id },
  ]);
});

test("does not let one person revoke another's session", async () => {
  const { cookie } = await begin();
  const { id } = await opened(cookie);
  expect(await sessions.revoke({ userId: "@somebody.else:test", realm: "test" }, { id })).toBe(0);
  expect((await openSession(cookie)).session).not.toBeNull();
});

test("reports why the homeserver refused a session, and revokes its token", async () => {
  const { cookie, userId } = await begin();
  const { id } = await opened(cookie);
  await sessions.end(id, "not_admin", { tokenIsDead: false });
  expect(await openSession(cookie)).toEqual({ session: null, reason: "not_admin" });
  const taken = await sessions.takeEnded(
    endsBefore(Date.now()),
    new Date(Date.now() + MINUTE),
    100,
  );
  expect(taken.map((row) => row.user_id)).toContain(userId);
});

test("hands an ended session to one process, and to another after it dies", async () => {
  const { cookie, userId } = await begin();
  const { id } = await opened(cookie);
  await sessions.end(id, "signed_out", { tokenIsDead: false });
  const before = endsBefore(Date.now());
  const mine = (rows: sessions.SessionRow[]) => rows.filter((row) => row.user_id === userId);
  const until = new Date(Date.now() + MINUTE);
  expect(mine(await sessions.takeEnded(before, until, 100))).toHaveLength(1);
  expect(mine(await sessions.takeEnded(before, until, 100))).toHaveLength(0);
  vi.useFakeTimers({ now: Date.now() + 2 * MINUTE, toFake: ["Date"] });
  expect(mine(await sessions.takeEnded(before, until, 100))).toHaveLength(1);
});
