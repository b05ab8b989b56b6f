import "server-only";

import { Address, SignInId } from "#lib/contract/accounts.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import type { UserDetail } from "#lib/contract/users.ts";
import { AppError } from "#lib/errors.ts";

import { getAccount } from "#lib/server/domain/users/get-account.ts";
import { requireUnclaimed } from "#lib/server/domain/users/require-unclaimed.ts";
import { requireProvider } from "#lib/server/domain/users/require-provider.ts";
import type { Context } from "#lib/server/session/context.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

import type { Input, Output } from "./handlers.ts";

type Shown = Input<"users", "modify">["was"];

/** Synapse creates a missing account on a change request, so this checks first. */
export async function modifyAccount(
  { homeserver }: Context,
  { user_id, was, taken_from, ...changes }: Input<"users", "modify">,
): Promise<Output<"users", "modify">> {
  if (!isComplete(changes, was)) throw refused("was");
  const now = await getAccount(homeserver, user_id);
  if (!now) throw new AppError("not_found");
  if (!isAsShown(now, was)) throw new AppError("too_late");
  const added = addedTo(now, changes);
  await requireProvider(homeserver, added.external_ids);
  await requireUnclaimed({ homeserver, target: user_id, takenFrom: taken_from }, added);

  await callHomeserver(homeserver, matrix.putUser, { user_id, ...changes });
  const user = await getAccount(homeserver, user_id).catch((cause: unknown) => {
    throw new AppError("outcome_unknown", {}, { cause });
  });
  if (!user) throw new AppError("outcome_unknown");
  return { user };
}

const refused = (field: string) =>
  new AppError("invalid_input", { fields: { [field]: { code: "invalid_format" } } });

/** Whether the previous value of every change is given. */
const isComplete = (changes: Partial<Shown>, was: Shown): boolean =>
  Object.keys(changes).every((name) => was[name as keyof Shown] !== undefined);

/** The added entries, in Synapse's form. */
function addedTo(now: UserDetail, { threepids = [], external_ids = [] }: Partial<Shown>) {
  const addresses = threepids.filter((one) => !has(now.threepids.map(plain), one));
  const signIns = external_ids.filter((one) => !has(now.external_ids, one));
  const isUsable =
    addresses.every((one) => has([Address.safeParse(one).data ?? {}], one)) &&
    signIns.every((one) => SignInId.safeParse(one).success);
  if (!isUsable) throw refused("threepids");
  return { threepids: addresses, external_ids: signIns };
}

const plain = ({ medium, address }: { medium: string; address: string }) => ({ medium, address });

/** Whether the fields to change still have their shown values. */
function isAsShown(now: UserDetail, was: Shown): boolean {
  const { displayname, avatar_url, user_type, admin, threepids, external_ids } = was;
  return (
    (displayname ?? now.displayname ?? "") === (now.displayname ?? "") &&
    (avatar_url ?? now.avatar_url ?? "") === (now.avatar_url ?? "") &&
    (user_type === undefined || user_type === (now.user_type ?? null)) &&
    (admin ?? now.admin) === now.admin &&
    (!threepids || isSameList(threepids, now.threepids.map(plain))) &&
    (!external_ids || isSameList(external_ids, now.external_ids))
  );
}

const isSameList = <Item extends object>(one: readonly Item[], other: readonly Item[]): boolean =>
  one.length === other.length && one.every((item) => has(other, item));

/** Their order and that of their fields are ignored. */
const has = <Item extends object>(all: readonly Item[], item: Item): boolean =>
  all.some((other) => keyOf(other) === keyOf(item));

const keyOf = (item: object): string => JSON.stringify(Object.entries(item).toSorted());

/** Without a time: Synapse accepts one even where accounts do not expire, without effect. */
export async function renewAccount(
  { homeserver }: Context,
  { user_id }: Input<"users", "renew">,
): Promise<Output<"users", "renew">> {
  if (!(await getAccount(homeserver, user_id))) throw new AppError("not_found");
  try {
    return await callHomeserver(homeserver, matrix.renewValidity, { user_id });
  } catch (thrown) {
    const { code, details } = AppError.from(thrown);
    if (code === "homeserver_failed" && details.status === 500) throw new AppError("validity_off");
    throw thrown;
  }
}
