import { useState } from "react";

import { send } from "#lib/client/send.ts";
import { useCommand } from "#lib/client/use-command.ts";
import { REVOKE_BATCH, type Device } from "#lib/contract/devices.ts";
import { api } from "#lib/contract/index.ts";
import type { AppError } from "#lib/errors.ts";

/** A revocation's progress. The devices' state is read, not assumed. */
export type Progress =
  | { step: "asking" }
  | { step: "running"; done: number; total: number }
  | { step: "checking" }
  | { step: "done"; gone: readonly Device[]; remaining: readonly Device[] }
  /** The list could not be reloaded. */
  | { step: "unread" };

type Revocation = {
  progress: Progress;
  /** Why it stopped early. */
  error: AppError | undefined;
  revoke: (devices: readonly Device[]) => Promise<void>;
};

/** Revokes devices in batches that a homeserver can handle, and then reads which are really gone. */
export function useRevoke(userId: string): Revocation {
  const { run, error } = useCommand(api.devices.revoke);
  const [progress, setProgress] = useState<Progress>({ step: "asking" });

  const revoke = async (devices: readonly Device[]) => {
    const total = devices.length;
    for (let done = 0; done < total; done += REVOKE_BATCH) {
      setProgress({ step: "running", done, total });
      const batch = devices.slice(done, done + REVOKE_BATCH).map(({ device_id }) => device_id);
      if ((await run({ user_id: userId, devices: batch })) === undefined) break;
    }
    setProgress({ step: "checking" });
    setProgress(await look(userId, devices));
  };

  return { progress, error, revoke };
}

async function look(userId: string, asked: readonly Device[]): Promise<Progress> {
  try {
    const { devices } = await send(api.devices.list, { user_id: userId });
    const there = new Set(devices.map(({ device_id }) => device_id));
    return {
      step: "done",
      gone: asked.filter(({ device_id }) => !there.has(device_id)),
      remaining: asked.filter(({ device_id }) => there.has(device_id)),
    };
  } catch {
    return { step: "unread" };
  }
}
