import "server-only";

import { nullIf } from "#lib/errors.ts";

import type { Context } from "#lib/server/session/context.ts";
import { appservicesOf } from "#lib/server/domain/users/appservice.ts";
import { findUser } from "#lib/server/domain/users/find-owner.ts";
import { listInactive } from "#lib/server/domain/users/inactive.ts";
import { readPasswordPolicy } from "#lib/server/domain/users/password-policy.ts";
import { searchUsers } from "#lib/server/domain/users/search-users.ts";
import { requireNotices } from "#lib/server/domain/users/server-notices.ts";

import { createAccount, waysToSignIn } from "./accounts.ts";
import type { Handlers, Output } from "./handlers.ts";
import { modifyAccount, renewAccount } from "./modify-account.ts";

async function canNotify({ homeserver }: Context): Promise<Output<"users", "canNotify">> {
  const asking = requireNotices(homeserver).then(() => true);
  return { is_set_up: (await asking.catch(nullIf("notices_off"))) ?? false };
}

export const usersHandlers = {
  waysToSignIn,
  passwordPolicy: ({ homeserver }) => readPasswordPolicy(homeserver),
  create: createAccount,
  modify: modifyAccount,
  renew: renewAccount,
  listUnseen: ({ homeserver }, input) => listInactive(homeserver, input),
  search: ({ homeserver }, input) => searchUsers(homeserver, input),
  find: ({ homeserver }, input) => findUser(homeserver, input),
  managers: async ({ homeserver }, { user_ids }) => ({
    managers: await appservicesOf(homeserver, user_ids),
  }),
  canNotify,
} satisfies Handlers<"users">;
