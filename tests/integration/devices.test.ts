import { beforeAll, describe, expect, test } from "vitest";

import { api } from "#lib/contract/index.ts";
import { createDevice, readDeviceKeys } from "#lib/server/operations/devices.ts";
import { asAdmin } from "#tests/support/as-admin.ts";
import { newKey } from "#tests/support/signing-key.ts";
import { MatrixClient } from "#scripts/support/synapse/client.ts";
import { startTestSynapse, testHomeserver } from "#tests/support/test-run.ts";

const guest = new MatrixClient(testHomeserver().baseUrl);
let admin: Awaited<ReturnType<typeof asAdmin>>;
beforeAll(async () => {
  admin = await asAdmin(testHomeserver());
});

/** Somebody who is signed in with so many devices. */
async function createUser(devices: number) {
  const { userId, localpart, password } = await admin.matrix.createUser();
  const logins = [];
  for (let index = 0; index < devices; index += 1) {
    logins.push(await guest.login(localpart, password, { deviceName: `Device ${index}` }));
  }
  return { user_id: userId, logins };
}
const idsOf = async (user_id: string) =>
  (await admin.ask(api.devices.list, { user_id })).devices.map(({ device_id }) => device_id).sort();

test("revokes devices with their tokens, and keeps the others", async () => {
  const { user_id, logins } = await createUser(3);
  const [first, second, third] = logins;
  if (!first || !second || !third) throw new Error("three logins");
  await admin.ask(api.devices.revoke, { user_id, devices: [first.device_id, second.device_id] });

  expect(await idsOf(user_id)).toEqual([third.device_id]);
  expect(await guest.isTokenAlive(first.access_token)).toBe(false);
  expect(await guest.isTokenAlive(third.access_token)).toBe(true);
});

test("revokes a missing device without an error", async () => {
  const { user_id } = await createUser(0);
  await expect(admin.ask(api.devices.revoke, { user_id, devices: ["GONE"] })).resolves.toEqual({});
});

test("renames a device", async () => {
  const { user_id, logins } = await createUser(1);
  const device_id = `${logins[0]?.device_id}`;
  await admin.ask(api.devices.rename, { user_id, device_id, display_name: "Работа 💻" });
  const { devices } = await admin.ask(api.devices.list, { user_id });
  expect(devices[0]?.display_name).toBe("Работа 💻");
});

test("rejects renaming a missing device", async () => {
  const { user_id } = await createUser(0);
  await expect(
    admin.ask(api.devices.rename, { user_id, device_id: "NONE", display_name: "x" }),
  ).rejects.toMatchObject({ code: "not_found" });
});

test("sends a device ID with a slash and a percent sign to Synapse unchanged", async () => {
  const { userId: user_id, localpart, password } = await admin.matrix.createUser();
  await guest.login(localpart, password, { deviceId: "a/b%2Fc?d" });
  await admin.ask(api.devices.rename, { user_id, device_id: "a/b%2Fc?d", display_name: "Odd" });
  expect((await admin.ask(api.devices.list, { user_id })).devices[0]?.display_name).toBe("Odd");
});

test("returns null as the last seen time of an unused device", async () => {
  const { user_id } = await createUser(1);
  const { devices } = await admin.ask(api.devices.list, { user_id });
  expect(devices[0]).toMatchObject({ last_seen_ts: null });
});

test("recognises a dehydrated device", async () => {
  const synapse = await startTestSynapse({ experimental_features: { msc3814_enabled: true } });
  const { localpart, password, userId: user_id } = synapse.admin;
  const { matrix, ask } = await asAdmin(synapse);
  await new MatrixClient(synapse.baseUrl).loginAs(localpart, password);
  await matrix.call("PUT", "/_matrix/client/unstable/org.matrix.msc3814.v1/dehydrated_device", {
    body: dehydratedDevice(user_id),
  });
  const { devices } = await ask(api.devices.list, { user_id });
  await synapse.stop();

  expect(devices.length).toBeGreaterThan(1);
  expect(devices.filter(({ dehydrated }) => dehydrated)).toMatchObject([{ device_id: "SPARE" }]);
});

/** What the door does with an operation. */
const context = () =>
  ({ homeserver: admin.homeserver }) as unknown as Parameters<typeof createDevice>[0];

describe("creating a device", () => {
  test("creates a device with a name and without a sign-in", async () => {
    const { user_id } = await createUser(0);
    const asked = { user_id, device_id: "MADE/HERE", display_name: "Bridge" };
    const { device } = await createDevice(context(), asked);
    expect(device).toMatchObject({ device_id: "MADE/HERE", display_name: "Bridge" });
    expect(await admin.ask(api.devices.get, { user_id, device_id: "MADE/HERE" })).toMatchObject({
      display_name: "Bridge",
      last_seen_ts: null,
    });
  });

  test("keeps an existing device with the same ID, and says so", async () => {
    const { user_id, logins } = await createUser(1);
    const device_id = `${logins[0]?.device_id}`;
    await expect(
      createDevice(context(), { user_id, device_id, display_name: "Other" }),
    ).rejects.toMatchObject({ code: "device_exists" });
    expect((await admin.ask(api.devices.list, { user_id })).devices[0]?.display_name).toBe(
      "Device 0",
    );
  });

  test("finds no user to create a device for", async () => {
    const asked = { user_id: `@nobody:${testHomeserver().serverName}`, device_id: "X" };
    await expect(createDevice(context(), asked)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("device keys", () => {
  test("reports which devices the owner signed, and verifies every signature", async () => {
    const { user_id, password, logins } = await someoneWithPassword(3);
    const [signed, forged, bare] = logins;
    if (!signed || !forged || !bare) throw new Error("three logins");
    const keys = await crossSign(guest.as({ token: signed.access_token }), user_id, password);
    await uploadKeys(user_id, signed, keys.signer);
    await uploadKeys(user_id, forged, keys.stranger, keys.signer.name);

    const answer = await readDeviceKeys(context(), { user_id });
    expect(answer.has_cross_signing).toBe(true);
    expect(answer.devices[signed.device_id]).toMatchObject({ is_signed: true });
    expect(answer.devices[forged.device_id]).toMatchObject({ is_signed: false });
    expect(answer.devices).not.toHaveProperty(bare.device_id);
  });

  test("returns no keys for a user without any", async () => {
    const { user_id } = await createUser(1);
    expect(await readDeviceKeys(context(), { user_id })).toEqual({
      has_cross_signing: false,
      devices: {},
    });
  });
});

async function someoneWithPassword(devices: number) {
  const { userId, localpart, password } = await admin.matrix.createUser();
  const logins = [];
  for (let index = 0; index < devices; index += 1)
    logins.push(await guest.login(localpart, password));
  return { user_id: userId, password, logins };
}

async function crossSign(client: MatrixClient, user_id: string, password: string) {
  const master = newKey();
  const signer = newKey();
  const master_key = { user_id, usage: ["master"], keys: { [master.id]: master.name } };
  const self_signing_key = master.sign(user_id, {
    user_id,
    usage: ["self_signing"],
    keys: { [signer.id]: signer.name },
  });
  const auth = {
    type: "m.login.password",
    identifier: { type: "m.id.user", user: user_id },
    password,
  };
  await client.call("POST", "/_matrix/client/v3/keys/device_signing/upload", {
    body: { master_key, self_signing_key, auth },
  });
  return { signer, stranger: newKey() };
}

/** Uploads a device's keys with a signature by a key beside its own. */
async function uploadKeys(
  user_id: string,
  { device_id, access_token }: { device_id: string; access_token: string },
  by: ReturnType<typeof newKey>,
  called = by.name,
) {
  const own = newKey();
  const keys = {
    user_id,
    device_id,
    algorithms: ["m.megolm.v1.aes-sha2"],
    keys: { [`ed25519:${device_id}`]: own.name, [`curve25519:${device_id}`]: own.name },
  };
  const device_keys = by.sign(user_id, keys, called);
  await guest.as({ token: access_token }).call("POST", "/_matrix/client/v3/keys/upload", {
    body: { device_keys },
  });
}

const dehydratedDevice = (user_id: string) => ({
  device_id: "SPARE",
  device_data: { algorithm: "org.matrix.msc2697.v1.olm.libolm_pickle", account: "none" },
  initial_device_display_name: "Dehydrated",
  device_keys: {
    user_id,
    device_id: "SPARE",
    valid_until_ts: "80",
    algorithms: ["m.olm.curve25519-aes-sha2"],
    keys: { "curve25519:SPARE": "key" },
    signatures: { [user_id]: { "ed25519:SPARE": "signature" } },
  },
});
