import "server-only";

import {
  NOT_READABLE,
  type DeactivationReport,
  type DeactivationStep,
  type AccountSummary,
} from "#lib/contract/deactivation.ts";
import type { AuditAction } from "#lib/contract/index.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import * as audit from "#lib/server/store/audit.ts";

import { readAccountSummary, type Summarized } from "./account-summary.ts";
import { openSnapshot } from "./snapshots.ts";

type Asked = {
  /** Whether it was erased, not only deactivated. */
  erase: boolean;
  /** The account before it was deactivated, if known. */
  before?: AccountSummary | undefined;
};

/** Reads what is left of a deactivated account, and reports each part. */
export async function readDeactivationReport(
  homeserver: Homeserver,
  user_id: string,
  { erase, before }: Asked,
): Promise<DeactivationReport> {
  const now = await readAccountSummary(homeserver, user_id);
  const [ended] = await audit.list({
    realm: homeserver.realm,
    target: user_id,
    action: "users.deactivate" satisfies AuditAction,
    outcome: "done",
    limit: 1,
  });
  return {
    user_id,
    at_ts: Date.now(),
    ended_ts: ended?.at_ts ?? null,
    ended_by: ended?.who ?? null,
    steps: [...stepsOf(now, erase, before), await snapshotStep(homeserver, user_id)],
    not_readable: [...NOT_READABLE],
  };
}

function stepsOf(
  { user, holdings }: Summarized,
  erase: boolean,
  before?: AccountSummary,
): DeactivationStep[] {
  const addresses = user.threepids.length;
  const hasProfile = Boolean(user.displayname) || Boolean(user.avatar_url);
  return [
    { step: "deactivated", is: stateOf(user.deactivated) },
    ...(erase ? [{ step: "erased", is: stateOf(user.erased) } as const] : []),
    toBeGone("devices", holdings.devices, before?.devices),
    toBeGone("pushers", holdings.pushers, before?.pushers),
    toBeGone("addresses", addresses, before && before.emails + before.phones),
    toBeGone("rooms", holdings.rooms, before?.rooms),
    { step: "profile", is: hasProfile ? (erase ? "left" : "kept") : "done" },
    { step: "sign_ins", is: holdings.sign_ins > 0 ? "kept" : "done", now: holdings.sign_ins },
    mediaStep(holdings),
  ];
}

const stateOf = (flag: boolean | undefined): DeactivationStep["is"] =>
  flag === undefined ? "unread" : flag ? "done" : "left";

function toBeGone(
  step: "devices" | "pushers" | "addresses" | "rooms",
  now: number | null,
  before: number | null | undefined,
): DeactivationStep {
  const known = typeof before === "number" ? { before } : {};
  if (now === null) return { step, is: "unread", ...known };
  return { step, is: now > 0 ? "left" : "done", now, ...known };
}

function mediaStep({ media, media_bytes }: AccountSummary): DeactivationStep {
  if (media === null) return { step: "media", is: "unread" };
  const bytes = media_bytes === null ? {} : { bytes: media_bytes };
  return { step: "media", is: media > 0 ? "kept" : "done", now: media, ...bytes };
}

async function snapshotStep(homeserver: Homeserver, userId: string): Promise<DeactivationStep> {
  const snapshot = await openSnapshot(homeserver, userId);
  if (!snapshot) return { step: "snapshot", is: "done" };
  return { step: "snapshot", is: "kept", until_ts: snapshot.until_ts };
}
