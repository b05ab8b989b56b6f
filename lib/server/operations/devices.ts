import "server-only";
import { setImmediate as letOthers } from "node:timers/promises";

import { api } from "#lib/contract/index.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { AppError, nullIf } from "#lib/errors.ts";

import type { Context } from "#lib/server/session/context.ts";
import { isSigned } from "#lib/server/crypto/signed-json.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

import type { Handlers, Input, Output } from "./handlers.ts";

type Keys = Output<"devices", "keys">;

/** The resulting device; without its name if that failed. */
export async function createDevice(
  { homeserver }: Context,
  { display_name, ...about }: Input<"devices", "create">,
): Promise<Output<"devices", "create">> {
  const read = () => callHomeserver(homeserver, api.devices.get, about);
  // Not found is also the answer about a user who does not exist, which creating the device then says.
  if (await read().catch(nullIf("not_found"))) throw new AppError("device_exists");
  await callHomeserver(homeserver, matrix.createDevice, about);
  if (display_name !== undefined) {
    const named = { ...about, display_name };
    await callHomeserver(homeserver, api.devices.rename, named).catch(() => undefined);
  }
  try {
    return { device: await read() };
  } catch (cause) {
    throw new AppError("outcome_unknown", {}, { cause });
  }
}

/** The number of signatures checked in one go. */
const BATCH = 100;

export async function readDeviceKeys(
  { homeserver }: Context,
  { user_id }: Input<"devices", "keys">,
): Promise<Keys> {
  const asked = { device_keys: { [user_id]: [] } };
  const answer = await callHomeserver(homeserver, matrix.queryKeys, asked);
  const master = Object.values(answer.master_keys[user_id]?.keys ?? {})[0];
  const selfSigning = answer.self_signing_keys[user_id];
  const signer = Object.values(selfSigning?.keys ?? {})[0];
  const isTrusted = Boolean(selfSigning && master && isSigned(selfSigning, user_id, master));

  const devices: Keys["devices"] = {};
  const all = Object.entries(answer.device_keys[user_id] ?? {});
  for (const [index, [deviceId, device]] of all.entries()) {
    if (index % BATCH === BATCH - 1) await letOthers();
    devices[deviceId] = {
      is_signed: isTrusted && signer !== undefined && isSigned(device, user_id, signer),
      fingerprint: device.keys?.[`ed25519:${deviceId}`] ?? null,
    };
  }
  return { has_cross_signing: isTrusted, devices };
}

export const devicesHandlers = {
  create: createDevice,
  keys: readDeviceKeys,
} satisfies Handlers<"devices">;
