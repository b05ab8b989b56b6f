import { useCommand } from "#lib/client/use-command.ts";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import type { RateLimit } from "#lib/contract/limits.ts";

export type Wanted =
  | { kind: "server" }
  | { kind: "none" }
  | { kind: "own"; perSecond: number; burst: number };

/** A user's own rate limit, and changing it. Reports reloaded values. */
export function useRateLimit(userId: string) {
  const about = { user_id: userId };
  const { data, error: unread, refresh } = useQuery(api.limits.rateLimit, about);
  const set = useCommand(api.limits.setRateLimit);
  const lift = useCommand(api.limits.liftRateLimit);
  const remove = useCommand(api.limits.removeRateLimit);

  const ask = async (wanted: Wanted) => {
    if (wanted.kind === "server") return remove.run(about);
    if (wanted.kind === "none") {
      return lift.run({ ...about, messages_per_second: 0, burst_count: 0 });
    }
    const { perSecond, burst } = wanted;
    return set.run({ ...about, messages_per_second: perSecond, burst_count: burst });
  };

  /** Returns the limit by a second read; undefined if that failed. */
  const change = async (wanted: Wanted): Promise<RateLimit | undefined> => {
    for (const command of [set, lift, remove]) command.reset();
    if ((await ask(wanted)) === undefined) return undefined;
    return refresh().catch(() => undefined);
  };

  return {
    now: data,
    unread,
    refresh,
    change,
    error: set.error ?? lift.error ?? remove.error,
    isRunning: set.isRunning || lift.isRunning || remove.isRunning,
  };
}
