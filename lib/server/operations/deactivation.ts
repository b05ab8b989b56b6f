import "server-only";

import { api } from "#lib/contract/index.ts";

import { readDeactivationReport } from "#lib/server/domain/deactivation/report.ts";
import { readAccountSummary } from "#lib/server/domain/deactivation/account-summary.ts";
import { ownerOfAddress, ownerOfSignIn } from "#lib/server/domain/users/find-owner.ts";
import { openSnapshot } from "#lib/server/domain/deactivation/snapshots.ts";
import type { Context } from "#lib/server/session/context.ts";
import { env } from "#lib/server/runtime/env.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

import type { Handlers, Input, Output } from "./handlers.ts";

async function getAccountSummary(
  { homeserver }: Context,
  { user_id }: Input<"accountEnd", "holdings">,
): Promise<Output<"accountEnd", "holdings">> {
  const { holdings } = await readAccountSummary(homeserver, user_id);
  return { holdings, snapshot_days: env().SNAPSHOT_DAYS };
}

/** For an account that is not erased, reports the deactivation. */
async function getDeactivationReport(
  { homeserver }: Context,
  { user_id }: Input<"accountEnd", "report">,
): Promise<Output<"accountEnd", "report">> {
  const { user } = await readAccountSummary(homeserver, user_id);
  return readDeactivationReport(homeserver, user_id, { erase: user.erased === true });
}

async function getSnapshot(
  { homeserver }: Context,
  { user_id }: Input<"accountEnd", "snapshot">,
): Promise<Output<"accountEnd", "snapshot">> {
  const snapshot = await openSnapshot(homeserver, user_id);
  if (!snapshot) return { snapshot: null };
  // Erased elsewhere, it is not restored from here.
  const { erased } = await callHomeserver(homeserver, api.users.get, { user_id });
  if (erased) return { snapshot: null };
  const { kept, ...times } = snapshot;
  const addresses = kept.threepids.map(async (address) => ({
    ...address,
    owner: await ownerOfAddress(homeserver, address),
  }));
  const signIns = kept.external_ids.map(async (signIn) => ({
    ...signIn,
    owner: await ownerOfSignIn(homeserver, signIn),
  }));
  return {
    snapshot: {
      ...times,
      displayname: kept.displayname,
      avatar_url: kept.avatar_url,
      addresses: await Promise.all(addresses),
      sign_ins: await Promise.all(signIns),
      rooms: kept.rooms.length,
      devices: kept.devices.length,
    },
  };
}

export const accountEndHandlers = {
  holdings: getAccountSummary,
  report: getDeactivationReport,
  snapshot: getSnapshot,
} satisfies Handlers<"accountEnd">;
