import { beforeAll, expect, test } from "vitest";

import { arePasswordsUnavailable } from "#components/users/reset-password/passwords-unavailable.tsx";
import { api } from "#lib/contract/index.ts";
import { AppError } from "#lib/errors.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";
import { asAdmin } from "#tests/support/as-admin.ts";
import { MatrixClient } from "#scripts/support/synapse/client.ts";
import { startTestSynapse, testHomeserver } from "#tests/support/test-run.ts";

const { baseUrl } = testHomeserver();
const guest = new MatrixClient(baseUrl);
let admin: Awaited<ReturnType<typeof asAdmin>>;
beforeAll(async () => {
  admin = await asAdmin(testHomeserver());
});

const new_password = "кот-на-окне-12";

async function createUser() {
  const account = await admin.matrix.createUser();
  const { access_token } = await guest.login(account.localpart, account.password);
  return { ...account, token: access_token };
}

test("keeps devices signed in on a reset, and accepts only the new password", async () => {
  const { userId, localpart, password, token } = await createUser();
  await admin.ask(api.users.resetPassword, {
    user_id: userId,
    new_password,
    logout_devices: false,
  });

  expect(await guest.isTokenAlive(token)).toBe(true);
  await expect(guest.login(localpart, new_password)).resolves.toBeDefined();
  await expect(guest.login(localpart, password)).rejects.toMatchObject({ status: 403 });
});

test("signs out all devices on a reset", async () => {
  const { userId, token } = await createUser();
  await admin.ask(api.users.resetPassword, { user_id: userId, new_password, logout_devices: true });

  expect(await guest.isTokenAlive(token)).toBe(false);
  expect(await admin.matrix.devicesOf(userId)).toEqual([]);
});

test("keeps the session of an admin who resets their own password", async () => {
  const me = await admin.matrix.createUser({ admin: true });
  const own = await asAdmin({ baseUrl, admin: me });
  const other = await guest.login(me.localpart, me.password);
  await own.ask(api.users.resetPassword, {
    user_id: me.userId,
    new_password,
    logout_devices: true,
  });

  expect((await own.matrix.devicesOf(me.userId)).map(({ device_id }) => device_id)).toEqual([
    own.deviceId,
  ]);
  expect(await guest.isTokenAlive(other.access_token)).toBe(false);
});

test("does not reactivate an account by setting a password", async () => {
  const { userId, localpart } = await createUser();
  const path = `/_synapse/admin/v1/deactivate/${encodeURIComponent(userId)}`;
  await admin.matrix.call("POST", path, { body: {} });
  await admin.ask(api.users.resetPassword, {
    user_id: userId,
    new_password,
    logout_devices: false,
  });
  await expect(guest.login(localpart, new_password)).rejects.toMatchObject({ status: 403 });
});

test("reports a homeserver without passwords by the dialog's error code", async () => {
  const synapse = await startTestSynapse({ password_config: { enabled: false } });
  // Nobody can sign in there: the shared secret makes an admin who is.
  const { access_token } = await new MatrixClient(synapse.baseUrl).register(
    synapse.registrationSharedSecret,
    { localpart: "second", password: "unused-password", admin: true },
  );
  const homeserver = {
    baseUrl: synapse.baseUrl,
    accessToken: `${access_token}`,
    realm: "test",
    timeoutMs: 10_000,
  };
  const asked = callHomeserver(homeserver, api.users.resetPassword, {
    user_id: synapse.admin.userId,
    new_password,
    logout_devices: false,
  });

  const error = await asked.catch((thrown: unknown) => AppError.from(thrown));
  expect(arePasswordsUnavailable(error as AppError)).toBe(true);
});
