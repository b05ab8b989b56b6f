import { RECORDED_ACTIONS } from "#components/audit/action-name.ts";
import { SIDES } from "#lib/search-params/audit.ts";
import { GROUPINGS } from "#components/connections/connection-groups.ts";
import { VERIFICATIONS } from "#components/devices/device-keys.ts";
import { TAB_TASKS } from "#components/users/detail/use-user-actions.tsx";
import { USER_ACTIONS } from "#components/users/detail/user-actions.ts";
import { BULK_ACTIONS, BULK_GROUPS, isLoss } from "#components/users/bulk/bulk-actions.ts";
import { USER_TASKS } from "#components/users/bulk/user-task-dialog.tsx";
import { STATE_CHANGES } from "#components/users/states/state-changes.ts";
import { ADMINS, GUESTS, KINDS, STATES } from "#lib/search-params/users.ts";
import { DEACTIVATION_STEPS, RESTORE_PARTS } from "#lib/contract/deactivation.ts";
import { OUTCOMES, SPANS } from "#lib/contract/audit.ts";
import { DIAGNOSTICS_RESULTS, DIAGNOSTICS_STEPS } from "#lib/contract/sign-in/diagnostics.ts";
import { IMPORT_FIELDS } from "#lib/contract/import-columns.ts";
import {
  IMPORT_MODES,
  IMPORT_PLANS,
  IMPORT_PROBLEMS,
  IMPORT_WARNINGS,
  LEFT_REASONS,
} from "#lib/contract/imports.ts";
import { actionById } from "#lib/contract/index.ts";
import { ITEM_STATES, JOB_STATES, JobTask } from "#lib/contract/jobs.ts";
import { MEMBERSHIPS } from "#lib/contract/memberships.ts";
import { PASSWORD_RULES } from "#lib/contract/password-policy.ts";
import { THEMES } from "#lib/contract/preferences.ts";
import { TOKEN_KINDS } from "#lib/contract/tokens.ts";
import { FIND_WAYS } from "#lib/contract/user-lookups.ts";
import { ERROR_CODES } from "#lib/errors.ts";
import { SIGN_IN_REASONS, USER_TABS } from "#lib/routes.ts";

const stateParts = ["notices", "keeps", "undo"];
const roomPurposes = ["leaveRoom", "giveUpPower"];
const mediaChanges = ["quarantine", "release", "protect", "unprotect", "delete"];
const rateKinds = ["server", "own", "none"];
const traits = [
  "admin",
  "deactivated",
  "erased",
  "locked",
  "suspended",
  "shadow_banned",
  "guest",
  "bot",
  "support",
  "appservice",
];
const ends = ["deactivate", "erase"];
/** Codes of zod's issues and of ours. */
const issues = [
  "too_small",
  "too_big",
  "invalid_type",
  "invalid_value",
  "invalid_format",
  "unrecognized_keys",
  "unusable_id",
  "too_short",
  "not_json",
  "not_a_user_name",
  "a_refresh_token",
  "not_a_refresh_token",
  "damaged",
  "not_renewable",
];
/** Inputs that the audit trail shows by a name: of actions, of what jobs do, and of the trail's own cut. */
const inputs = [
  ...[...actionById.values()].flatMap(({ input }) => Object.keys(input.shape)),
  "room",
  "text",
  "use_admin",
  "before_ts",
  "after_ts",
  "records",
];

/**
 * What fills in each key that the source puts together. A key with two gaps has its values as
 * `first.second`. `optional`: only some of the values have words, and the source asks first.
 */
export const COMPOSED: Record<string, readonly string[] | { optional: readonly string[] }> = {
  "accountEnd.*.*": ends.flatMap((end) => [`${end}.doneTitle`, `${end}.runningTitle`]),
  "accountEnd.*.explain": ends,
  "accountEnd.*.running": ends,
  "accountEnd.*.submit": ends,
  "accountEnd.*.title": ends,
  "accountEnd.steps.*": DEACTIVATION_STEPS,
  "audit.actions.*": RECORDED_ACTIONS,
  "audit.filters.spans.*": ["any", ...SPANS],
  "audit.history.none.*.body": SIDES,
  "audit.history.none.*.title": SIDES,
  "audit.history.sides.*": SIDES,
  "audit.outcomes.*": OUTCOMES,
  "bulk.actions.*": BULK_ACTIONS,
  "bulk.explain.*": BULK_ACTIONS,
  "bulk.groups.*": BULK_GROUPS,
  "bulk.lost.*": BULK_ACTIONS.filter(isLoss),
  "bulk.one.*": USER_TASKS,
  "bulk.oneSubmit.*": USER_TASKS,
  "bulk.titles.*": BULK_ACTIONS,
  "bulk.types.*": ["bot", "support", "none"],
  "bulk.types.texts.*": ["bot", "support", "none"],
  "connections.columns.*": GROUPINGS,
  "connections.copy.*": GROUPINGS,
  "connections.copyShort.*": GROUPINGS,
  "connections.counts.*": GROUPINGS,
  "connections.groupings.*": GROUPINGS,
  "connections.one.*": GROUPINGS,
  "connections.others.*": GROUPINGS,
  "createUser.names.*": ["taken", "reserved", "invalid"],
  "createUser.typeTexts.*": ["person", "bot", "support"],
  "createUser.types.*": ["person", "bot", "support"],
  "crossSigning.*.body": ["noKeys", "notHere"],
  "crossSigning.*.title": ["noKeys", "notHere"],
  "crossSigning.steps.*": ["one", "two", "three"],
  "devices.verification.*": VERIFICATIONS,
  "devices.verificationHelp.*": VERIFICATIONS,
  "diagnostics.advice.*": DIAGNOSTICS_STEPS,
  "diagnostics.results.*": DIAGNOSTICS_RESULTS,
  "diagnostics.steps.*": DIAGNOSTICS_STEPS,
  "editUser.*.done": ["email", "msisdn"],
  "editUser.*.hint": ["email", "msisdn"],
  "editUser.*.title": ["email", "msisdn"],
  "editUser.admin.*.does": ["grant", "revoke"],
  "editUser.admin.*.done": ["grant", "revoke"],
  "editUser.admin.*.note": ["grant", "revoke"],
  "editUser.admin.*.submit": ["grant", "revoke"],
  "editUser.admin.*.title": ["grant", "revoke"],
  "errors.*.body": ERROR_CODES,
  "errors.*.title": ERROR_CODES,
  "fields.*": { optional: inputs },
  "find.found.*": FIND_WAYS,
  "find.hints.*": FIND_WAYS,
  "find.nobody.*": FIND_WAYS,
  "find.values.*": FIND_WAYS,
  "find.ways.*": FIND_WAYS,
  "frame.themes.*": THEMES,
  "imports.fields.*": IMPORT_FIELDS,
  "imports.modeTexts.*": IMPORT_MODES,
  "imports.modes.*": IMPORT_MODES,
  "imports.plans.*": IMPORT_PLANS,
  "imports.problems.*": IMPORT_PROBLEMS,
  "imports.warnings.*": IMPORT_WARNINGS,
  "imports.reasons.*": LEFT_REASONS,
  "issues.*": issues,
  "jobs.actions.*": ["pause", "resume", "takeOver", "retryFailed", "cancel"],
  "jobs.itemStates.*": ITEM_STATES,
  "jobs.kinds.*": [...(JobTask._zod.propValues["kind"] ?? [])].map(String),
  "jobs.outcome.*": {
    optional: [
      ...LEFT_REASONS,
      "cancelled",
      "last_admin",
      "decided_by_mas",
      "not_deactivated",
      "bridged",
      "nobody_reads",
    ],
  },
  "jobs.pace.*": ["steady", "rate_limited", "slow", "unreachable"],
  "jobs.states.*": JOB_STATES,
  "limits.activity.spans.*": ["hour", "day", "week", "month"],
  "limits.features.names.*": ["msc3575", "msc3881", "msc4222"],
  "limits.rate.kinds.*": rateKinds,
  "limits.rate.now.*": rateKinds,
  "limits.rate.texts.*": rateKinds,
  "logInAs.purposeTexts.*": [...roomPurposes, "logIn"],
  "logInAs.purposes.*": [...roomPurposes, "logIn"],
  "logInAs.rooms.*.done": roomPurposes,
  "logInAs.rooms.*.explain": roomPurposes,
  "logInAs.rooms.*.submit": roomPurposes,
  "logInAs.rooms.*.title": roomPurposes,
  "logInAs.rooms.reasons.*": [
    "still_there",
    "no_power",
    "creator",
    "only_admin",
    "may_not",
    "not_joined",
    "unchanged",
  ],
  "media.change.done.*": mediaChanges,
  "media.change.explain.*": mediaChanges,
  "media.change.outcomes.*": ["protected", "unchanged", "gone", "unread"],
  "media.change.submit.*": mediaChanges,
  "media.change.title.*": mediaChanges,
  "media.changes.*": mediaChanges,
  "media.orders.*": ["newest", "oldest", "largest", "recentlyUsed", "byName", "byType"],
  "media.views.*": ["table", "grid"],
  "memberships.names.*": MEMBERSHIPS,
  "mySessions.gotBy.*": ["pasted", "sso", "mas"],
  "password.*.body": ["notHere", "switchedOff"],
  "password.*.title": ["notHere", "switchedOff"],
  "password.rules.*": PASSWORD_RULES,
  "password.strengths.*": ["0", "1", "2", "3", "4"],
  "reactivate.parts.*": RESTORE_PARTS,
  "reactivate.profileParts.*": ["displayname", "avatar_url"],
  "shortcuts.*": ["palette", "search", "rows", "open", "select", "help"],
  "signIn.mas.*.what": ["account", "synapse"],
  "signIn.mas.*.why": ["account", "synapse"],
  "signIn.reason.*": SIGN_IN_REASONS,
  "signIn.wayNames.*": ["password", "sso", "mas"],
  "states.*": [...stateParts, "notSo", "unreported", "unread"],
  "states.*.*": Object.keys(STATE_CHANGES).flatMap((change) =>
    stateParts.map((part) => `${change}.${part}`),
  ),
  "states.*.does": Object.keys(STATE_CHANGES),
  "states.*.done": Object.keys(STATE_CHANGES),
  "states.*.submit": Object.keys(STATE_CHANGES),
  "states.*.title": Object.keys(STATE_CHANGES),
  "table.densities.*": ["comfortable", "compact"],
  "tokens.kinds.*": ["admin", ...TOKEN_KINDS],
  "ui.*": ["copied", "copyFailed"],
  "user.*.body": ["unknown", "invalid"],
  "user.*.title": ["unknown", "invalid"],
  "user.edit.*": ["change", "grantAdmin", "revokeAdmin"],
  "user.tabTitles.*": USER_TABS,
  "user.types.*": ["bot", "support"],
  "userActions.*": [...USER_ACTIONS.flat().map(({ id }) => id), ...TAB_TASKS.map(({ id }) => id)],
  "users.badgeHelp.*": traits,
  "users.badges.*": traits,
  "users.filters.adminChoices.*": ADMINS,
  "users.filters.guestChoices.*": GUESTS,
  "users.filters.kinds.*": KINDS,
  "users.filters.states.*": STATES,
};
