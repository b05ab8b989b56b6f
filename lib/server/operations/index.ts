import "server-only";

import type { Operation, OutputOf, ParsedInputOf, Published } from "#lib/contract/kit/endpoint.ts";
import type { api } from "#lib/contract/index.ts";

import type { Context } from "#lib/server/session/context.ts";
import { readPasswordPolicy } from "#lib/server/domain/users/password-policy.ts";
import { assertNotManagedByMas } from "#lib/server/homeserver/guards.ts";
import { giveUpPower, leaveRoom, listLogins, listRooms, logInAs, revokeLogin } from "./access.ts";
import { getEndReport, getHoldings, getSnapshot } from "./deactivation.ts";
import { createAccount, waysToSignIn } from "./accounts.ts";
import { modifyAccount, renewAccount } from "./modify-account.ts";
import { getAudit, listAudit, listAuditPeople } from "./audit.ts";
import { createDevice, readDeviceKeys } from "./devices.ts";
import { checkImport, discardImport, getImport, listImportRows, startImport } from "./imports.ts";
import {
  cancelJob,
  getJob,
  listJobItems,
  listJobs,
  pauseJob,
  resumeJob,
  retryFailedItems,
  startJob,
  takeOverJob,
} from "./jobs.ts";
import { changeFiles, quarantineAll } from "./media.ts";
import { listMemberships } from "./memberships.ts";
import { setPreferences } from "./preferences.ts";
import { summariseRooms } from "./rooms.ts";
import { checkToken, listAllLogins, makeToken, revokeGivenToken } from "./tokens.ts";
import {
  endSession,
  listSessions,
  revokeOtherSessions,
  revokeSession,
  sessionLifetime,
  staySignedIn,
} from "./session.ts";
import {
  canNotify,
  findUser,
  listInactiveUsers,
  appservicesOfUsers,
  searchForUsers,
} from "./users.ts";

type Groups = typeof api;
type Actions = { [G in keyof Groups]: Groups[G][keyof Groups[G]] }[keyof Groups];
type PublishedOperation = Extract<Actions, Operation>;
type Runs = {
  [O in PublishedOperation as O["id"]]: (
    context: Context,
    input: ParsedInputOf<O>,
  ) => Promise<OutputOf<O>>;
};

/** What each operation does. A published one missing here does not compile. */
const runs: Runs = {
  "users.waysToSignIn": waysToSignIn,
  "users.passwordPolicy": ({ homeserver }) => readPasswordPolicy(homeserver),
  "users.create": createAccount,
  "users.modify": modifyAccount,
  "access.logInAs": logInAs,
  "access.logins": listLogins,
  "access.revokeLogin": revokeLogin,
  "access.rooms": listRooms,
  "access.leaveRoom": leaveRoom,
  "access.giveUpPower": giveUpPower,
  "users.renew": renewAccount,
  "session.lifetime": sessionLifetime,
  "session.stay": staySignedIn,
  "session.end": endSession,
  "session.list": listSessions,
  "session.revoke": revokeSession,
  "session.revokeOthers": revokeOtherSessions,
  "preferences.set": setPreferences,
  "tokens.make": makeToken,
  "tokens.check": checkToken,
  "tokens.revoke": revokeGivenToken,
  "tokens.logins": listAllLogins,
  "accountEnd.holdings": getHoldings,
  "accountEnd.report": getEndReport,
  "accountEnd.snapshot": getSnapshot,
  "audit.list": listAudit,
  "users.listUnseen": listInactiveUsers,
  "users.search": searchForUsers,
  "users.find": findUser,
  "users.managers": appservicesOfUsers,
  "users.canNotify": canNotify,
  "jobs.list": listJobs,
  "jobs.get": getJob,
  "jobs.items": listJobItems,
  "jobs.start": startJob,
  "jobs.pause": pauseJob,
  "jobs.resume": resumeJob,
  "jobs.cancel": cancelJob,
  "jobs.retryFailed": retryFailedItems,
  "jobs.takeOver": takeOverJob,
  "media.quarantine": changeFiles("quarantine"),
  "media.release": changeFiles("release"),
  "media.protect": changeFiles("protect"),
  "media.unprotect": changeFiles("unprotect"),
  "media.delete": changeFiles("delete"),
  "media.quarantineAll": quarantineAll,
  "imports.get": getImport,
  "imports.rows": listImportRows,
  "imports.check": checkImport,
  "imports.discard": discardImport,
  "imports.start": startImport,
  "audit.get": getAudit,
  "audit.people": listAuditPeople,
  "devices.create": createDevice,
  "devices.keys": readDeviceKeys,
  "memberships.list": listMemberships,
  "rooms.summaries": summariseRooms,
};

/** Runs an operation with its parsed input. */
export async function runOperation(
  action: Published<Operation>,
  context: Context,
  input: Record<string, unknown>,
): Promise<unknown> {
  assertNotManagedByMas(context.homeserver, action, input);
  const run = runs[action.id as keyof Runs] as (context: Context, input: unknown) => unknown;
  return run(context, input);
}
