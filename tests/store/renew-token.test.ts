import { beforeEach, describe, expect, test } from "vitest";

import { matrix } from "#lib/contract/internal/accounts.ts";
import { withCredentials, credentialsOf } from "#lib/server/session/renew-token.ts";
import * as renewals from "#lib/server/store/renewals.ts";
import * as sessions from "#lib/server/store/sessions.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";
import { toStore } from "#lib/server/session/token-set.ts";
import {
  sendJson,
  startFakeHomeserver,
  type FakeHomeserver,
} from "#tests/support/fake-homeserver.ts";
import { randomName } from "#scripts/support/synapse/client.ts";

let synapse: FakeHomeserver;
beforeEach(async () => {
  synapse = await startFakeHomeserver();
  return () => synapse[Symbol.asyncDispose]();
});

const LONG = 3_600_000;
const EXPIRED = { soft_logout: true };

/** A session with a token that ends after so long. Answers a new holder of it, as each request is one. */
async function begin(expires_in_ms: number) {
  const handle_hash = randomName("handle");
  await sessions.insert({
    handle_hash,
    user_id: "@ada:test",
    homeserver: synapse.baseUrl,
    realm: "test",
    device_id: "DEVICE",
    ...(await toStore({ access_token: "first", refresh_token: "refresh-1", expires_in_ms })),
    started_at: new Date(),
    seen_at: new Date(),
    address: null,
    user_agent: null,
  });
  const rowNow = async () => {
    const row = await sessions.findByHandle(handle_hash);
    if (!row) throw new Error("no session");
    return row;
  };
  const holder = async () => {
    const held = await credentialsOf(await rowNow());
    if (!held) throw new Error("no token");
    return withCredentials({ baseUrl: synapse.baseUrl, realm: "test", timeoutMs: 300 }, held);
  };
  return { rowNow, holder };
}

/** Takes these tokens and no other; says of the former ones that their time is over, or nothing. */
function takeOnly(token: string, extra: object = EXPIRED) {
  const dead = { errcode: "M_UNKNOWN_TOKEN", ...extra };
  synapse.reply(matrix.logout, ({ headers }, response) => {
    const isGood = headers.authorization === `Bearer ${token}`;
    sendJson(response, isGood ? 200 : 401, isGood ? {} : dead);
  });
}
const give = (access_token: string) =>
  synapse.answer(matrix.refresh, { access_token, refresh_token: "next", expires_in_ms: LONG });
const write = (homeserver: Awaited<ReturnType<Awaited<ReturnType<typeof begin>>["holder"]>>) =>
  callHomeserver(homeserver, matrix.logout, {});
const refreshes = () => synapse.seen.filter(({ url }) => url === matrix.refresh.path);

describe("a token about to expire", () => {
  test("refreshes a token before use, and keeps the next refresh token", async () => {
    const { holder, rowNow } = await begin(0);
    give("second");
    takeOnly("second");
    await write(await holder());
    expect(refreshes().map(({ body }) => body)).toEqual([{ refresh_token: "refresh-1" }]);

    await write(await holder());
    expect(refreshes()).toHaveLength(1);
    expect((await rowNow()).sealed_token).not.toMatch(/second|next/);
  });

  test("uses the token while the homeserver does not refresh it", async () => {
    const { holder } = await begin(0);
    synapse.reply(matrix.refresh, (_, response) => response.writeHead(502).end());
    takeOnly("first");
    await write(await holder());
  });
});

describe("an expired token", () => {
  test("refreshes once for concurrent requests, and all of them continue", async () => {
    const { holder } = await begin(LONG);
    give("second");
    takeOnly("second");
    const holders = await Promise.all(Array.from({ length: 12 }, holder));
    await Promise.all(holders.map(write));
    expect(refreshes()).toHaveLength(1);
  });

  test("retries with the same refresh token after a lost answer", async () => {
    const { holder } = await begin(LONG);
    let asked = 0;
    synapse.reply(matrix.refresh, (_, response) => {
      asked += 1;
      if (asked === 1) response.destroy();
      else sendJson(response, 200, { access_token: "second", refresh_token: "next" });
    });
    takeOnly("second");
    await write(await holder());
    expect(refreshes().map(({ body }) => body)).toEqual([
      { refresh_token: "refresh-1" },
      { refresh_token: "refresh-1" },
    ]);
  });

  test("ends the session when the homeserver refuses to refresh it", async () => {
    const { holder } = await begin(LONG);
    takeOnly("none");
    synapse.refuse(matrix.refresh, 403, "M_FORBIDDEN");
    await expect(write(await holder())).rejects.toMatchObject({
      code: "signed_out",
      details: { reason: "token_expired" },
    });
  });

  test("keeps the session while the homeserver is unavailable, and refreshes later", async () => {
    const { holder } = await begin(LONG);
    takeOnly("second");
    synapse.reply(matrix.refresh, (_, response) => response.destroy());
    await expect(write(await holder())).rejects.toMatchObject({ code: "homeserver_unreachable" });
    give("second");
    await write(await holder());
  });

  test("refreshes in the next process when one dies while refreshing", async () => {
    const { holder, rowNow } = await begin(LONG);
    const { id, sealed_token } = await rowNow();
    const lease = await renewals.take({ id, sealed_token: sealed_token ?? "" }, 300);
    expect(lease).not.toBeNull();
    give("second");
    takeOnly("second");
    await write(await holder());
    expect(refreshes()).toHaveLength(1);
    // The one that was thought dead comes too late.
    const late = await toStore({ access_token: "late" });
    expect(lease && (await renewals.settle(lease, late))).toBe(false);
  });
});

describe("a refused token", () => {
  test("uses the token that another process received meanwhile", async () => {
    const { holder } = await begin(LONG);
    const early = await holder();
    give("second");
    takeOnly("second");
    await write(await holder());
    takeOnly("second", { soft_logout: false });
    await write(early);
    expect(refreshes()).toHaveLength(1);
  });

  test("does not refresh a refused token", async () => {
    const { holder } = await begin(LONG);
    takeOnly("none", { soft_logout: false });
    await expect(write(await holder())).rejects.toMatchObject({
      details: { reason: "token_revoked" },
    });
    expect(refreshes()).toEqual([]);
  });
});
