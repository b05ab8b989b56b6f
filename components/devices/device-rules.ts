import type { Device } from "#lib/contract/devices.ts";
import { DAY_MS } from "#lib/durations.ts";

/** What a rule needs besides the devices. */
export type Circumstances = {
  /** The dashboard's own device. */
  ownDeviceId: string | undefined;
  now: number;
};

/**
 * Devices that a rule can judge. Excludes devices with an unknown last seen time (Synapse forgets it, so null
 * says nothing), dehydrated ones (no client uses them, and message keys are lost without them), and the one
 * in use.
 */
const judged = (devices: readonly Device[], { ownDeviceId }: Circumstances) =>
  devices.filter(
    ({ device_id, dehydrated, last_seen_ts }) =>
      Boolean(last_seen_ts) && !dehydrated && device_id !== ownDeviceId,
  );

/** All but the one last seen. */
export function allButNewest(devices: readonly Device[], given: Circumstances): Device[] {
  const [, ...older] = judged(devices, given).sort(byLastSeen);
  // The dashboard's own device is in use, and so counts as the newest.
  return given.ownDeviceId ? judged(devices, given) : older;
}

/** Devices last seen more than this many days ago. */
export const unseenFor = (
  days: number,
  devices: readonly Device[],
  given: Circumstances,
): Device[] =>
  judged(devices, given).filter(
    ({ last_seen_ts }) => given.now - (last_seen_ts ?? given.now) > days * DAY_MS,
  );

/** Most recent first, unknown last. */
export const byLastSeen = (one: Device, other: Device): number =>
  (other.last_seen_ts ?? 0) - (one.last_seen_ts ?? 0);

/** Devices with a text in their visible fields. */
export function devicesWith(text: string, devices: readonly Device[]): readonly Device[] {
  const wanted = text.toLowerCase();
  if (wanted === "") return devices;
  return devices.filter(({ device_id, display_name, last_seen_ip, last_seen_user_agent }) =>
    [device_id, display_name, last_seen_ip, last_seen_user_agent].some((part) =>
      part?.toLowerCase().includes(wanted),
    ),
  );
}
