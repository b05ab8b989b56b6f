import { useQuery } from "#lib/client/use-query.ts";
import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import { api } from "#lib/contract/index.ts";

/** Whether a device is known to be its owner's. Each has a text in `devices.verification`. */
export const VERIFICATIONS = ["verified", "unverified", "no_keys", "unknown"] as const;
export type Verification = (typeof VERIFICATIONS)[number];

export type DeviceKeys = {
  /** Undefined while loading, or if unknown. */
  hasCrossSigning: boolean | undefined;
  /** Undefined while loading. */
  verificationOf: (deviceId: string) => Verification | undefined;
  fingerprintOf: (deviceId: string) => string | null;
};

/** What a user's device keys show. The devices are shown even if this fails. */
export function useDeviceKeys(userId: string): DeviceKeys {
  const { data, error } = useQuery(api.devices.keys, { user_id: userId });
  return {
    hasCrossSigning: data?.has_cross_signing,
    verificationOf: (deviceId) => {
      if (!data) return error && "unknown";
      return verificationIn(data, deviceId);
    },
    fingerprintOf: (deviceId) => data?.devices[deviceId]?.fingerprint ?? null,
  };
}

function verificationIn({ devices }: OutputOf<typeof api.devices.keys>, deviceId: string) {
  const device = devices[deviceId];
  if (!device) return "no_keys";
  return device.is_signed ? "verified" : "unverified";
}
