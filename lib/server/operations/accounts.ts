import "server-only";

import { matrix } from "#lib/contract/internal/accounts.ts";
import { AppError, type ErrorBody } from "#lib/errors.ts";

import { getAccount } from "#lib/server/domain/users/get-account.ts";
import { requireUnclaimed } from "#lib/server/domain/users/require-unclaimed.ts";
import { requireProvider } from "#lib/server/domain/users/require-provider.ts";
import type { Context } from "#lib/server/session/context.ts";
import { discover } from "#lib/server/discovery/discover.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { callWithStatus, callHomeserver } from "#lib/server/homeserver/call.ts";

import type { Input, Output } from "./handlers.ts";

export async function waysToSignIn({
  homeserver,
}: Context): Promise<Output<"users", "waysToSignIn">> {
  const [{ ways }, address] = await Promise.all([discover(homeserver), publicAddress(homeserver)]);
  return {
    address,
    passwords: ways.some(({ type }) => type === "password"),
    mas: ways.some(({ type }) => type === "mas"),
    providers: ways.flatMap(({ providers }) => providers.map(({ id, name }) => ({ id, name }))),
  };
}

/** For display, so a failure is ignored. */
const publicAddress = (homeserver: Homeserver): Promise<string | null> =>
  callHomeserver(homeserver, matrix.clientAddress, {}).then(
    (answer) => {
      const { base_url } = answer["m.homeserver"];
      return /^https?:/.test(base_url) ? base_url.replace(/\/$/, "") : null;
    },
    () => null,
  );

/** Synapse changes an existing account on a create request, so this checks first. */
export async function createAccount(
  { homeserver }: Context,
  { rooms, ...account }: Input<"users", "create">,
): Promise<Output<"users", "create">> {
  const { user_id } = account;
  if (await getAccount(homeserver, user_id)) throw new AppError("already_exists");
  await requireProvider(homeserver, account.external_ids);
  await requireUnclaimed({ homeserver, target: user_id }, account);
  const { user, broke_off } = await make(homeserver, account);
  return { user, broke_off, rooms: await joinAll(homeserver, user_id, rooms) };
}

async function make(homeserver: Homeserver, account: Omit<Input<"users", "create">, "rooms">) {
  const { user_id } = account;
  let brokeOff: AppError | undefined;
  try {
    const { status } = await callWithStatus(homeserver, matrix.createUser, account);
    if (status === 200) throw new AppError("overwritten");
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.code === "overwritten") throw error;
    if (error.details.errcode === "M_USER_IN_USE") throw new AppError("already_exists");
    brokeOff = error;
  }
  const user = await getAccount(homeserver, user_id).catch(unlessBroken(brokeOff));
  if (!user) throw brokeOff ?? new AppError("outcome_unknown");
  return { user, broke_off: brokeOff?.toBody() ?? null };
}

/** The first error is the one reported. */
const unlessBroken =
  (first: AppError | undefined) =>
  (thrown: unknown): null => {
    if (!first) throw new AppError("outcome_unknown", {}, { cause: thrown });
    return null;
  };

/** One after the other: a failed join does not stop the others. */
async function joinAll(homeserver: Homeserver, user_id: string, rooms: readonly string[]) {
  const came: { room: string; error: ErrorBody | null }[] = [];
  for (const room of rooms) {
    const input = { room_id_or_alias: room, user_id };
    const error = await callHomeserver(homeserver, matrix.joinRoom, input).then(
      () => null,
      (thrown: unknown) => AppError.from(thrown).toBody(),
    );
    came.push({ room, error });
  }
  return came;
}
