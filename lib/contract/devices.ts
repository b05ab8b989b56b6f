import * as z from "zod/mini";

import { Count } from "./kit/bounds.ts";
import { endpoint, operation } from "./kit/endpoint.ts";
import { DeviceId, Empty, flag, Milliseconds, NewDeviceId, UserId } from "./kit/scalars.ts";
import { rows, tolerant } from "./kit/tolerant.ts";
import { byMasAlone, unaffected } from "./kit/mas.ts";

export const Device = tolerant({
  device_id: z.string(),
  display_name: z.nullish(z.string()),
  /** Null: unknown, never "never". */
  last_seen_ts: z.nullish(Milliseconds),
  last_seen_ip: z.nullish(z.string()),
  last_seen_user_agent: z.nullish(z.string()),
  /** A device without a client, which receives message keys while the user is signed out everywhere. */
  dehydrated: flag,
});
export type Device = z.output<typeof Device>;

/** Deleting a device cascades in Synapse's database: a large batch has stopped whole servers. */
export const REVOKE_BATCH = 50;

export const DEVICE_NAME_MAX = 100;
const DeviceName = z.string().check(z.minLength(1), z.maxLength(DEVICE_NAME_MAX));

export const devices = {
  /** https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#list-all-devices */
  list: endpoint({
    method: "GET",
    path: "/_synapse/admin/v2/users/{user_id}/devices",
    input: { user_id: UserId },
    output: z.object({ devices: rows(Device), total: Count }),
  }),

  /** https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#show-a-device */
  get: endpoint({
    method: "GET",
    path: "/_synapse/admin/v2/users/{user_id}/devices/{device_id}",
    input: { user_id: UserId, device_id: DeviceId },
    output: Device,
  }),

  /** The devices' encryption keys. Devices without keys are left out. */
  keys: operation({
    reads: true,
    input: { user_id: UserId },
    target: "user_id",
    output: z.object({
      /** Whether the user can sign devices at all. */
      has_cross_signing: z.boolean(),
      devices: z.record(
        z.string(),
        z.object({
          /** The owner's signature is valid. */
          is_signed: z.boolean(),
          /** As clients show it, to compare. */
          fingerprint: z.nullable(z.string()),
        }),
      ),
    }),
  }),

  /**
   * Creates a device without a token, so no client is signed in. For an existing device Synapse gives the
   * same answer and ignores the name, so this takes several calls. Returns the device.
   */
  create: operation({
    reads: false,
    input: { user_id: UserId, device_id: NewDeviceId, display_name: z.optional(DeviceName) },
    target: "user_id",
    output: z.object({ device: Device }),
    changes: ["users"],
    underMas: byMasAlone,
  }),

  /** https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#update-a-device */
  rename: endpoint({
    method: "PUT",
    path: "/_synapse/admin/v2/users/{user_id}/devices/{device_id}",
    input: {
      user_id: UserId,
      device_id: DeviceId,
      display_name: DeviceName,
    },
    output: Empty,
    underMas: unaffected,
  }),

  /** https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#delete-multiple-devices */
  revoke: endpoint({
    method: "POST",
    path: "/_synapse/admin/v2/users/{user_id}/delete_devices",
    input: {
      user_id: UserId,
      devices: z.array(DeviceId).check(z.minLength(1), z.maxLength(REVOKE_BATCH)),
    },
    output: Empty,
    changes: ["users"],
    // It would restore the device with its token: under MAS, a device is a session of that service.
    underMas: byMasAlone,
  }),
};
