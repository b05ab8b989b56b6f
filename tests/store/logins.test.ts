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

test("the token rests sealed, and is had back to be revoked", async () => {
  const { sealed_token } = await aLogin();
  expect(sealed_token).not.toContain("syt_of_somebody");
  expect(await unsealOnce("store", sealed_token)).toBe("syt_of_somebody");
});

test("those of one account that are alive are listed, the one that lives longest first", async () => {
  const target = `@${randomName()}:test`;
  const short = await aLogin({ target });
  const long = await aLogin({ target, minutes: 60 });
  await aLogin({ target, minutes: -1 });
  await aLogin();
  const alive = await logins.listAlive({ homeserver, target });
  expect(alive.map(({ id }) => id)).toEqual([long.id, short.id]);
  expect(await logins.listAlive({ homeserver: "http://elsewhere.test", target })).toEqual([]);
});

test("one is found for its own account alone", async () => {
  const { id, target } = await aLogin();
  expect(await logins.find(id, { homeserver, target })).toMatchObject({ id });
  expect(await logins.find(id, { homeserver, target: "@other:test" })).toBeUndefined();
});

test("what was revoked or has expired is forgotten", async () => {
  const [revoked, expired, alive] = [await aLogin(), await aLogin({ minutes: -1 }), await aLogin()];
  await logins.remove(revoked.id);
  await logins.removeExpired();
  const left = await Promise.all(
    [revoked, expired, alive].map(({ id, target }) => logins.find(id, { homeserver, target })),
  );
  expect(left.map((row) => row?.id)).toEqual([undefined, undefined, alive.id]);
});
