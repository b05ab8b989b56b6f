import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { generate } from "selfsigned";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";

import { discover } from "#lib/server/discovery/discover.ts";
import { revokeOnFailure } from "#lib/server/auth/fresh-token.ts";
import { signIn } from "#lib/server/auth/password.ts";
import { asAdmin } from "#tests/support/as-admin.ts";
import type { Account } from "#scripts/support/synapse/client.ts";
import type { Synapse } from "#scripts/support/synapse/server.ts";
import { startProxy } from "#tests/support/proxy.ts";
import { startTestSynapse, testHomeserver } from "#tests/support/test-run.ts";

const { baseUrl, admin, serverName } = testHomeserver();
let console: Awaited<ReturnType<typeof asAdmin>>;
beforeAll(async () => {
  console = await asAdmin(testHomeserver());
});

let address = 0;
beforeEach(() => {
  address += 1;
});
const attempt = (user: string, password: string, url = baseUrl) => {
  const from = {
    baseUrl: url,
    realm: "test",
    timeoutMs: 5000,
    clientAddress: `192.0.2.${address}`,
  };
  return revokeOnFailure((arrived) => signIn(from, { user, password }, arrived));
};

const put = ({ userId }: Account, body: object) =>
  console.matrix.call("PUT", `/_synapse/admin/v2/users/${encodeURIComponent(userId)}`, { body });

describe("signing in", () => {
  test.each([
    admin.localpart,
    `@${admin.localpart}:${serverName}`,
    `${admin.localpart}:${serverName}`,
    `  ${admin.localpart} `,
    admin.localpart.toUpperCase(),
  ])("signs an admin in as %j", async (user) => {
    const login = await attempt(user, admin.password);
    expect(login.user_id).toBe(admin.userId);
    const devices = await console.matrix.devicesOf(admin.userId);
    const own = devices.find(({ device_id }) => device_id === login.device_id);
    expect(own?.display_name).toBe("Synapse Dashboard on dashboard.test");
  });
});

describe("a refused sign-in", () => {
  test("gives the same answer for wrong passwords, unknown and deactivated accounts", async () => {
    const gone = await console.matrix.createUser({ admin: true });
    await put(gone, { deactivated: true });
    for (const [user, password] of [
      [admin.localpart, "wrong"],
      ["nobody-at-all", "wrong"],
      [gone.localpart, gone.password],
    ] as const) {
      await expect(attempt(user, password)).rejects.toMatchObject({ code: "wrong_credentials" });
    }
  });

  test("rejects a locked account", async () => {
    const locked = await console.matrix.createUser({ admin: true });
    await put(locked, { locked: true });
    await expect(attempt(locked.localpart, locked.password)).rejects.toMatchObject({
      code: "account_locked",
    });
  });

  test("rejects a non-admin, and leaves no device behind", async () => {
    const { userId, localpart, password } = await console.matrix.createUser();
    await expect(attempt(localpart, password)).rejects.toMatchObject({ code: "not_admin" });
    expect(await console.matrix.devicesOf(userId)).toEqual([]);
  });

  test("rejects an account of another homeserver with a clear error", async () => {
    await expect(attempt("@ada:elsewhere.test", "x")).rejects.toMatchObject({
      code: "other_server",
      details: { server: serverName },
    });
  });
});

describe("a homeserver with its own limits", () => {
  let strict: Synapse;
  beforeAll(async () => {
    const slow = { per_second: 0.01, burst_count: 1 };
    strict = await startTestSynapse({
      rc_login: { address: slow, account: slow, failed_attempts: slow },
    });
    return () => strict.stop();
  });

  test("reports how long to wait", async () => {
    const tries = [1, 2, 3].map(() => attempt("nobody", "wrong", strict.baseUrl));
    const outcomes = await Promise.allSettled(tries);
    const reasons = outcomes.map((outcome) =>
      outcome.status === "rejected" ? outcome.reason : null,
    );
    expect(reasons).toContainEqual(
      expect.objectContaining({
        code: "rate_limited",
        details: expect.objectContaining({ retryAfterMs: expect.any(Number) }),
      }),
    );
  });
});

describe("a homeserver without passwords", () => {
  let without: Synapse;
  beforeAll(async () => {
    without = await startTestSynapse({ password_config: { enabled: false } });
    return () => without.stop();
  });

  test("recognises disabled passwords before sending anything", async () => {
    await expect(attempt("admin", "x", without.baseUrl)).rejects.toMatchObject({
      code: "password_login_disabled",
    });
  });
});

describe("a proxy", () => {
  test.each([403, 404])("reports a proxy that hides the admin API with %i", async (status) => {
    await using proxy = await startProxy(baseUrl, (path) =>
      path.startsWith("/_synapse/admin") ? status : undefined,
    );
    const { url } = proxy;
    const before = (await console.matrix.devicesOf(admin.userId)).length;
    await expect(attempt(admin.localpart, admin.password, url)).rejects.toMatchObject({
      code: "admin_api_unreachable",
      details: { status },
    });
    expect(await console.matrix.devicesOf(admin.userId)).toHaveLength(before);
    expect((await discover({ baseUrl: url, realm: "test", timeoutMs: 5000 })).version).toBeNull();
  });

  test("reports a proxy without a homeserver", async () => {
    await using proxy = await startProxy(baseUrl, () => 200);
    await expect(attempt("admin", "x", proxy.url)).rejects.toMatchObject({
      code: "not_a_homeserver",
    });
  });
});

test("sends nothing to a server with an untrusted certificate", async () => {
  const { private: key, cert } = await generate([{ name: "commonName", value: "127.0.0.1" }]);
  let asked = 0;
  const server = createServer({ key, cert }, () => {
    asked += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await expect(attempt("admin", "secret", `https://127.0.0.1:${port}`)).rejects.toMatchObject({
    code: "certificate_invalid",
  });
  expect(asked).toBe(0);
  server.close();
});
