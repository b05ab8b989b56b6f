import "server-only";

import type { ImportedAccount, ImportedThreePid } from "#lib/contract/import-columns.ts";
import type { User, UserDetail } from "#lib/contract/users.ts";

/**
 * A row's changes to an account. The list has no addresses: they count as different, and are compared when
 * the row is processed.
 */
export function changesTo(now: User | UserDetail, wanted: ImportedAccount): ImportedAccount {
  const changes: ImportedAccount = {};
  const { displayname, admin, user_type, avatar_url, locked } = wanted;
  // Spaces around a text mean nothing: spreadsheets and imports remove them.
  if (isOther(displayname, (now.displayname ?? "").trim())) changes.displayname = displayname;
  if (isOther(admin, now.admin)) changes.admin = admin;
  if (isOther(user_type, now.user_type ?? null)) changes.user_type = user_type;
  if (isOther(avatar_url, (now.avatar_url ?? "").trim())) changes.avatar_url = avatar_url;
  if (isOther(locked, now.locked)) changes.locked = locked;
  const has = "threepids" in now ? now : { threepids: [], external_ids: [] };
  const threepids = added(has.threepids.map(plainThreepid), wanted.threepids);
  if (threepids) changes.threepids = threepids;
  const external_ids = added(has.external_ids, wanted.external_ids);
  if (external_ids) changes.external_ids = external_ids;
  return changes;
}

/** An unreported value counts as different: it is set, not assumed. */
const isOther = <Value>(wanted: Value | undefined, now: Value | undefined): wanted is Value =>
  wanted !== undefined && wanted !== now;

const plainThreepid = ({ medium, address }: ImportedThreePid): ImportedThreePid => ({
  medium,
  address,
});

/** The union, or undefined if nothing is new: Synapse replaces the whole list. */
function added<Item extends object>(
  now: readonly Item[],
  wanted: readonly Item[] = [],
): Item[] | undefined {
  const known = new Set(now.map(keyOf));
  const fresh = wanted.filter((item) => !known.has(keyOf(item)));
  return fresh.length > 0 ? [...now, ...fresh] : undefined;
}

const keyOf = (item: object): string => JSON.stringify(Object.values(item));
