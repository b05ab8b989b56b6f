import "server-only";

import { api } from "#lib/contract/index.ts";
import { REVOKE_BATCH, type Device } from "#lib/contract/devices.ts";
import { DAY_MS } from "#lib/durations.ts";
import type { MakeKind, Work } from "#lib/server/jobs/kind.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

const SETTLE_TIMEOUT_MS = 60_000;

/**
 * Signs users out of devices, a small batch at a time: a large one has stopped whole servers. Devices
 * that were in doubt are simply looked for again, so there is nothing to verify but the list.
 */
export const revokeDevices: MakeKind<"revoke_devices"> = ({ unseen_days }) => {
  const meant = async ({ homeserver, target }: Work): Promise<Device[]> => {
    const { devices } = await callHomeserver(homeserver, api.devices.list, { user_id: target });
    const before = unseen_days === undefined ? undefined : Date.now() - unseen_days * DAY_MS;
    return devices.filter(
      // A visit that is unknown says nothing, and no client ever visits with a dehydrated device.
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
    // How many there were is not known any more.
    verify: async (work) => ((await meant(work)).length === 0 ? {} : undefined),
  };
};
