import { accountEnd } from "./deactivation.ts";
import { accounts } from "./accounts.ts";
import { access } from "./access.ts";
import { accountData } from "./account-data.ts";
import { audit, type OwnAction } from "./audit.ts";
import { connections } from "./connections.ts";
import { devices } from "./devices.ts";
import { publish, type Action, type Published } from "./kit/endpoint.ts";
import { imports } from "./imports.ts";
import { jobs } from "./jobs.ts";
import { limits } from "./limits.ts";
import { media } from "./media.ts";
import { memberships } from "./memberships.ts";
import { passwordPolicy } from "./password-policy.ts";
import { preferences } from "./preferences.ts";
import { pushers } from "./pushers.ts";
import { rooms } from "./rooms.ts";
import { session } from "./session.ts";
import { userLookups } from "./user-lookups.ts";
import { tokens } from "./tokens.ts";
import { users } from "./users.ts";

/** Every action that the browser may call. This object is the allow-list. */
export const api = publish({
  users: { ...users, ...accounts, ...userLookups, ...passwordPolicy },
  accountEnd,
  devices,
  session,
  preferences,
  audit,
  jobs,
  imports,
  limits,
  access,
  tokens,
  connections,
  media,
  memberships,
  rooms,
  pushers,
  accountData,
});

type Api = typeof api;
type IdsIn<Group> = {
  [Name in keyof Group]: Group[Name] extends Published<infer _, infer Id> ? Id : never;
}[keyof Group];
export type PublishedId = { [Group in keyof Api]: IdsIn<Api[Group]> }[keyof Api];
export type PublishedAction = Published<Action, PublishedId>;

/** The actions of the audit trail. Records are kept for years, so a recorded ID never changes. */
export type AuditAction = PublishedId | OwnAction;

/** A Map, since every object has `constructor` and its like. */
export const actionById: ReadonlyMap<string, PublishedAction> = new Map(
  Object.values(api)
    .flatMap((group): PublishedAction[] => Object.values(group))
    .map((action) => [action.id, action]),
);
