import "server-only";

import { api } from "#lib/contract/index.ts";
import type { UserDetail } from "#lib/contract/users.ts";
import { nullIf } from "#lib/errors.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

/** The current account; undefined if it does not exist. */
export const getAccount = (homeserver: Homeserver, user_id: string): Promise<UserDetail | null> =>
  callHomeserver(homeserver, api.users.get, { user_id }).catch(nullIf("not_found"));
