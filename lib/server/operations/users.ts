import "server-only";

import type { OutputOf, ParsedInputOf } from "#lib/contract/kit/endpoint.ts";
import type { api } from "#lib/contract/index.ts";
import { nullIf } from "#lib/errors.ts";

import type { Context } from "#lib/server/session/context.ts";
import { findUser as find } from "#lib/server/domain/users/find-owner.ts";
import { appservicesOf } from "#lib/server/domain/users/appservice.ts";
import { requireNotices } from "#lib/server/domain/users/server-notices.ts";
import { searchUsers } from "#lib/server/domain/users/search-users.ts";
import { listInactive } from "#lib/server/domain/users/inactive.ts";

type Actions = typeof api.users;
type Input<Name extends keyof Actions> = ParsedInputOf<Actions[Name]>;
type Output<Name extends keyof Actions> = Promise<OutputOf<Actions[Name]>>;

export const listInactiveUsers = (
  { homeserver }: Context,
  input: Input<"listUnseen">,
): Output<"listUnseen"> => listInactive(homeserver, input);

export const searchForUsers = ({ homeserver }: Context, input: Input<"search">): Output<"search"> =>
  searchUsers(homeserver, input);

export const findUser = ({ homeserver }: Context, input: Input<"find">): Output<"find"> =>
  find(homeserver, input);

export async function appservicesOfUsers(
  { homeserver }: Context,
  { user_ids }: Input<"managers">,
): Output<"managers"> {
  return { managers: await appservicesOf(homeserver, user_ids) };
}

export async function canNotify({ homeserver }: Context): Output<"canNotify"> {
  const asking = requireNotices(homeserver).then(() => true);
  return { is_set_up: (await asking.catch(nullIf("notices_off"))) ?? false };
}
