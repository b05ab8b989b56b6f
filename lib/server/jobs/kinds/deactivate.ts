import "server-only";

import type { AccountSummary } from "#lib/contract/deactivation.ts";
import { api } from "#lib/contract/index.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { readDeactivationReport } from "#lib/server/domain/deactivation/report.ts";
import { readAccountSummary } from "#lib/server/domain/deactivation/account-summary.ts";
import { removeSnapshot, takeSnapshot } from "#lib/server/domain/deactivation/snapshots.ts";
import type { MakeKind, Result, Work } from "#lib/server/jobs/kind.ts";
import { joinedRoomsOf } from "#lib/server/domain/rooms/memberships.ts";
import { assertAllowed } from "#lib/server/homeserver/guards.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

/** How long to wait for one account to leave its rooms. */
const LEAVING_MS = 120_000;
const LOOK_EVERY_MS = 1000;
const SETTLE_TIMEOUT_MS = 600_000;

const roomsOf = async ({ homeserver, target }: Work): Promise<number> =>
  (await joinedRoomsOf(homeserver, target)).length;

/**
 * Deactivates one account at a time, and waits until it has left its rooms: Synapse leaves them after its
 * answer, and many at once leave members behind that come back. Takes a snapshot first, except of an erased
 * account.
 */
export const deactivate: MakeKind<"deactivate"> = ({ erase }) => ({
  concurrency: 1,
  settleTimeoutMs: SETTLE_TIMEOUT_MS,
  run: async (work) => {
    const input = { user_id: work.target, erase };
    await assertAllowed(work.homeserver, matrix.deactivate, input);
    const { user, holdings } = await readAccountSummary(work.homeserver, work.target);
    if (!erase) await takeSnapshot(work, user);
    await work.record("users.deactivate", input, () =>
      callHomeserver(work.homeserver, matrix.deactivate, input),
    );
    return ended(work, erase, holdings);
  },
  verify: async (work): Promise<Result | undefined> => {
    const user = await callHomeserver(work.homeserver, api.users.get, { user_id: work.target });
    if (!user.deactivated || (erase && !user.erased)) return undefined;
    return ended(work, erase);
  },
});

/** Waits until the account has left its rooms, and reports what is left. */
async function ended(work: Work, erase: boolean, before?: AccountSummary): Promise<Result> {
  if (erase) await removeSnapshot(work);
  const still = await untilLeft(work);
  const rooms = before?.rooms;
  return {
    ...(typeof rooms === "number" ? { rooms, rooms_left: Math.max(0, rooms - still) } : {}),
    ...(typeof rooms !== "number" && still > 0 && { rooms_still: still }),
    report: await readDeactivationReport(work.homeserver, work.target, { erase, before }),
  };
}

/** Waits until no room is left, up to a limit. Returns how many are. */
async function untilLeft(work: Work): Promise<number> {
  const until = Date.now() + LEAVING_MS;
  for (;;) {
    const still = await roomsOf(work);
    if (still === 0 || Date.now() >= until || work.signal.aborted) return still;
    await work.pause(LOOK_EVERY_MS);
  }
}
