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

const DeviceName = z.string().check(z.minLength(1), z.maxLength(100));

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

  /** What the devices' encryption keys tell. Devices that have none are not in it. */
  keys: operation({
    reads: true,
    input: { user_id: UserId },
    target: "user_id",
    output: z.object({
      /** Whether the user could sign devices at all. */
      has_cross_signing: z.boolean(),
      devices: z.record(
        z.string(),
        z.object({
          /** Its owner's signature was checked. */
          is_signed: z.boolean(),
          /** As clients show it, to compare. */
          fingerprint: z.nullable(z.string()),
        }),
      ),
    }),
  }),

  /**
   * An entry without a token: nobody is signed in with it. Synapse answers the same where the device exists
   * and changes nothing, and takes no name, so that several calls do it. Answers the device as it is then.
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
    // It would bring the device back, with its token: a device there is a session of that service.
    underMas: byMasAlone,
  }),
};
