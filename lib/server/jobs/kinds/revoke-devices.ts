import "server-only";

import { api } from "#lib/contract/index.ts";
import { REVOKE_BATCH, type Device } from "#lib/contract/devices.ts";
import { DAY_MS } from "#lib/durations.ts";
import type { MakeKind, Work } from "#lib/server/jobs/kind.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

const SETTLE_TIMEOUT_MS = 60_000;

/**
 * Signs users out of devices, a small batch at a time: a large one has stopped whole servers. Doubtful
 * devices are looked up again, so only the list needs verifying.
 */
export const revokeDevices: MakeKind<"revoke_devices"> = ({ unseen_days }) => {
  const meant = async ({ homeserver, target }: Work): Promise<Device[]> => {
    const { devices } = await callHomeserver(homeserver, api.devices.list, { user_id: target });
    const before = unseen_days === undefined ? undefined : Date.now() - unseen_days * DAY_MS;
    return devices.filter(
      // An unknown last seen time proves nothing, and no client uses a dehydrated device.
      ({ last_seen_ts, dehydrated }) =>
        before === undefined || (last_seen_ts && !dehydrated && last_seen_ts < before),
    );
  };
  return {
    concurrency: 2,
    settleTimeoutMs: SETTLE_TIMEOUT_MS,
    run: async (work) => {
      const { homeserver, target: user_id, record } = work;
      const devices = (await meant(work)).map(({ device_id }) => device_id);
      for (let at = 0; at < devices.length; at += REVOKE_BATCH) {
        const input = { user_id, devices: devices.slice(at, at + REVOKE_BATCH) };
        await record(api.devices.revoke.id, input, () =>
          callHomeserver(homeserver, api.devices.revoke, input),
        );
      }
      return { devices: devices.length };
    },
    // Their number is no longer known.
    verify: async (work) => ((await meant(work)).length === 0 ? {} : undefined),
  };
};
