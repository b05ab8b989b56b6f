import "server-only";

import type { Reactivation, RestorePart, Restored } from "#lib/contract/deactivation.ts";
import type { ParsedInputOf } from "#lib/contract/kit/endpoint.ts";
import { api } from "#lib/contract/index.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import type { UserDetail } from "#lib/contract/users.ts";
import { AppError } from "#lib/errors.ts";
import type { AuditedTarget } from "#lib/server/audit/record.ts";
import { joinedRoomsOf } from "#lib/server/domain/rooms/memberships.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

import { ownerOfAddress, ownerOfSignIn } from "#lib/server/domain/users/find-owner.ts";
import { openSnapshot, type Kept } from "./snapshots.ts";

type Missing = Restored["missing"];
/** The items that were not restored, and why, by their name in the snapshot. */
type Failures = Map<string, Omit<Missing[number], "id">>;

/** Restores the chosen parts as far as possible, and reads the result. */
export async function restore(
  work: AuditedTarget,
  parts: readonly RestorePart[],
): Promise<Reactivation> {
  const snapshot = await openSnapshot(work.homeserver, work.target);
  if (!snapshot) return { reactivated: true, snapshot_ts: null, restored: [] };
  const { kept } = snapshot;
  const failures: Failures = new Map();
  for (const part of parts) await BRING_BACK[part](work, kept, failures);

  const about = { user_id: work.target };
  const now = await callHomeserver(work.homeserver, api.users.get, about);
  const rooms = new Set(await joinedRoomsOf(work.homeserver, work.target));
  const there = { user: now, rooms };
  return {
    reactivated: true,
    snapshot_ts: snapshot.taken_ts,
    restored: parts.map((part) => compared(part, kept, there, failures)),
  };
}

const BRING_BACK: Record<
  RestorePart,
  (work: AuditedTarget, kept: Kept, failures: Failures) => Promise<void>
> = {
  profile: async (work, { displayname, avatar_url }, failures) => {
    const now = await userOf(work);
    const changes = {
      ...(displayname && !now.displayname && { displayname }),
      ...(avatar_url && !now.avatar_url && { avatar_url }),
    };
    await change(work, changes, Object.keys(changes), failures);
  },

  addresses: async (work, { threepids }, failures) => {
    const now = (await userOf(work)).threepids.map(({ medium, address }) => ({ medium, address }));
    const gone = threepids.filter((one) => !now.some((other) => keyOf(one) === keyOf(other)));
    // Synapse would take an address from its new owner silently.
    const free = await stillFree(gone, work, ownerOfAddress, failures);
    if (free.length === 0) return;
    await change(work, { threepids: [...now, ...free] }, free.map(keyOf), failures);
  },

  sign_ins: async (work, { external_ids }, failures) => {
    const now = (await userOf(work)).external_ids;
    const gone = external_ids.filter((one) => !now.some((other) => keyOf(one) === keyOf(other)));
    const free = await stillFree(gone, work, ownerOfSignIn, failures);
    if (free.length === 0) return;
    await change(work, { external_ids: [...now, ...free] }, free.map(keyOf), failures);
  },

  rooms: async (work, { rooms }, failures) => {
    const user_id = work.target;
    const joined = await joinedRoomsOf(work.homeserver, user_id);
    const gone = rooms.filter((room_id) => !joined.includes(room_id));
    for (const room_id of gone) {
      const join = () =>
        work.record("rooms.join", { room_id, user_id }, () =>
          callHomeserver(work.homeserver, matrix.joinRoom, { room_id_or_alias: room_id, user_id }),
        );
      await attempt(join, [room_id], failures);
    }
  },
};

const userOf = ({ homeserver, target }: AuditedTarget): Promise<UserDetail> =>
  callHomeserver(homeserver, api.users.get, { user_id: target });

type Sent = Omit<ParsedInputOf<typeof matrix.putUser>, "user_id">;

async function change(work: AuditedTarget, sent: Sent, ids: readonly string[], failures: Failures) {
  if (Object.keys(sent).length === 0) return;
  const input = { user_id: work.target, ...sent };
  const put = () =>
    work.record("users.modify", input, () =>
      callHomeserver(work.homeserver, matrix.putUser, input),
    );
  await attempt(put, ids, failures);
}

/** The items without an owner. Records the owner of the others. */
async function stillFree<Item extends object>(
  items: readonly Item[],
  { homeserver }: AuditedTarget,
  ownerOf: (homeserver: AuditedTarget["homeserver"], item: Item) => Promise<string | null>,
  failures: Failures,
): Promise<Item[]> {
  const free: Item[] = [];
  for (const item of items) {
    const owner = await ownerOf(homeserver, item);
    if (owner === null) free.push(item);
    else failures.set(keyOf(item), { why: "taken", owner });
  }
  return free;
}

/** A failed part does not stop the others; an error that ends the whole work is thrown. */
async function attempt(run: () => Promise<unknown>, ids: readonly string[], failures: Failures) {
  try {
    await run();
  } catch (thrown) {
    const { code, details } = AppError.from(thrown);
    if (ENDS_WORK.has(code)) throw thrown;
    const says = details.homeserverSays;
    for (const id of ids) failures.set(id, { why: code, ...(says && { homeserver_says: says }) });
  }
}

const ENDS_WORK = new Set(["signed_out", "shutting_down", "homeserver_unreachable"]);

type There = { user: UserDetail; rooms: ReadonlySet<string> };

/** What exists of a part now, whatever the calls answered. */
function compared(part: RestorePart, kept: Kept, there: There, failures: Failures): Restored {
  const wanted = wantedOf(part, kept);
  const isThere = thereOf(part, there);
  const missing = wanted.filter((id) => !isThere(id));
  return {
    part,
    of: wanted.length,
    back: wanted.length - missing.length,
    missing: missing.map((id) => ({ id, ...(failures.get(id) ?? { why: "unknown" }) })),
  };
}

function wantedOf(part: RestorePart, kept: Kept): string[] {
  switch (part) {
    case "profile":
      return (["displayname", "avatar_url"] as const).filter((field) => kept[field]);
    case "addresses":
      return kept.threepids.map(keyOf);
    case "sign_ins":
      return kept.external_ids.map(keyOf);
    case "rooms":
      return kept.rooms;
  }
}

function thereOf(part: RestorePart, { user, rooms }: There): (id: string) => boolean {
  switch (part) {
    case "profile":
      return (id) => Boolean(user[id as "displayname" | "avatar_url"]);
    case "addresses": {
      const has = new Set(user.threepids.map(({ medium, address }) => keyOf({ medium, address })));
      return (id) => has.has(id);
    }
    case "sign_ins": {
      const has = new Set(user.external_ids.map(keyOf));
      return (id) => has.has(id);
    }
    case "rooms":
      return (id) => rooms.has(id);
  }
}

/** `email:ada@example.org`, `oidc-work:ada`. */
const keyOf = (item: object): string => Object.values(item).join(":");
