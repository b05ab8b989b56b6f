import { expect, test } from "vitest";

import { unsealOnce, seal } from "#lib/server/crypto/seal.ts";
import * as logins from "#lib/server/store/logins.ts";
import { randomName } from "#scripts/support/synapse/client.ts";

const homeserver = "http://homeserver.test";

async function aLogin({ target = `@${randomName()}:test`, minutes = 5 } = {}) {
  return logins.insert({
    who: "@ada:test",
    target,
    homeserver,
    reason: "a stuck client",
    sealed_token: await seal("store", "syt_of_somebody"),
    created_at: new Date(),
    expires_at: new Date(Date.now() + minutes * 60_000),
  });
}

test("seals a token, and returns it for revocation", async () => {
  const { sealed_token } = await aLogin();
  expect(sealed_token).not.toContain("syt_of_somebody");
  expect(await unsealOnce("store", sealed_token)).toBe("syt_of_somebody");
});

test("lists an account's valid tokens, the longest-lived first", async () => {
  const target = `@${randomName()}:test`;
  const short = await aLogin({ target });
  const long = await aLogin({ target, minutes: 60 });
  await aLogin({ target, minutes: -1 });
  await aLogin();
  const alive = await logins.listAlive({ homeserver, target });
  expect(alive.map(({ id }) => id)).toEqual([long.id, short.id]);
  expect(await logins.listAlive({ homeserver: "http://elsewhere.test", target })).toEqual([]);
});

test("finds a token only for its own account", async () => {
  const { id, target } = await aLogin();
  expect(await logins.find(id, { homeserver, target })).toMatchObject({ id });
  expect(await logins.find(id, { homeserver, target: "@other:test" })).toBeUndefined();
});

test("forgets revoked and expired tokens", async () => {
  const [revoked, expired, alive] = [await aLogin(), await aLogin({ minutes: -1 }), await aLogin()];
  await logins.remove(revoked.id);
  await logins.removeExpired();
  const left = await Promise.all(
    [revoked, expired, alive].map(({ id, target }) => logins.find(id, { homeserver, target })),
  );
  expect(left.map((row) => row?.id)).toEqual([undefined, undefined, alive.id]);
});
