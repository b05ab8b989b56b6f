import { FileCheck, KeyRound, ShieldQuestionMark, UserRoundKey } from "lucide-react";
import dynamic from "next/dynamic";

import {
  bulkActions,
  isLoss,
  toStart,
  type BulkAction,
} from "#components/users/bulk/bulk-actions.ts";
import { userTaskDialog } from "#components/users/bulk/lazy.tsx";
import { PROFILE_EDITS } from "#components/users/edit/profile-edits.ts";
import {
  DeactivateDialog,
  EraseDialog,
  ReactivateDialog,
  ReportDialog,
} from "#components/users/deactivate/lazy.tsx";
import { stateDialog } from "#components/users/states/lazy.tsx";
import { STATE_CHANGES, type StateChange } from "#components/users/states/state-changes.ts";
import { api } from "#lib/contract/index.ts";
import type { UserDetail } from "#lib/contract/users.ts";

import type { UserAction, UserDialogProps } from "#components/users/user-action.ts";

const ResetPassword = dynamic<UserDialogProps>(
  () =>
    import("#components/users/reset-password/reset-password-dialog.tsx").then(
      (module) => module.ResetPasswordDialog,
    ),
  { ssr: false },
);

const CrossSigning = dynamic<UserDialogProps>(
  () =>
    import("#components/users/cross-signing/reset-dialog.tsx").then(
      (module) => module.CrossSigningDialog,
    ),
  { ssr: false },
);
const LogInAs = dynamic<UserDialogProps>(
  () =>
    import("#components/users/log-in-as/log-in-as-dialog.tsx").then(
      (module) => module.LogInAsDialog,
    ),
  { ssr: false },
);

/** Synapse lets admins lock themselves out, and a deactivated account is locked out already. */
const isOtherInUse = ({ deactivated }: UserDetail, isOwn: boolean) => !isOwn && !deactivated;

/** An unreported state can be changed both ways. */
const isNotKnownAs = (state: boolean, flag: boolean | undefined) => flag !== state;

/** Jobs skip their admin's own account, and Synapse rejects logging in as oneself. */
const isOther = (_: UserDetail, isOwn: boolean) => !isOwn;

/** Done by the job that also does it to many. */
const byJob = <Id extends BulkAction>(id: Id) => ({
  id,
  icon: bulkActions[id].icon,
  isDanger: isLoss(id),
  action: api.jobs.start,
  input: toStart(id),
});

/** Done by one call, and looked at afterwards. */
const byChange = <Id extends StateChange>(id: Id) => ({
  id,
  icon: bulkActions[id].icon,
  action: STATE_CHANGES[id].action,
  input: STATE_CHANGES[id].input,
  Dialog: stateDialog(id),
});

/**
 * The actions on a user, in groups: for the page's menu and the command palette. The first is a separate
 * button.
 */
export const USER_ACTIONS = [
  [
    {
      id: "resetPassword",
      action: api.users.resetPassword,
      icon: KeyRound,
      Dialog: ResetPassword,
    },
    {
      id: "crossSigning",
      action: api.access.allowCrossSigningReset,
      icon: ShieldQuestionMark,
      Dialog: CrossSigning,
    },
    {
      id: "logInAs",
      action: api.access.logInAs,
      icon: UserRoundKey,
      isOffered: isOther,
      Dialog: LogInAs,
    },
  ],
  Object.values(PROFILE_EDITS),
  [
    {
      ...byChange("lock"),
      isOffered: (user, isOwn) => isNotKnownAs(true, user.locked) && isOtherInUse(user, isOwn),
    },
    { ...byChange("unlock"), isOffered: ({ locked }) => isNotKnownAs(false, locked) },
    {
      ...byChange("suspend"),
      isOffered: (user, isOwn) => isNotKnownAs(true, user.suspended) && isOtherInUse(user, isOwn),
    },
    { ...byChange("unsuspend"), isOffered: ({ suspended }) => isNotKnownAs(false, suspended) },
    {
      ...byChange("shadowBan"),
      isOffered: (user, isOwn) =>
        isNotKnownAs(true, user.shadow_banned) && isOtherInUse(user, isOwn),
    },
    {
      ...byChange("shadowUnban"),
      isOffered: ({ shadow_banned }) => isNotKnownAs(false, shadow_banned),
    },
  ],
  [
    { ...byJob("notify"), isOffered: isOtherInUse, Dialog: userTaskDialog("notify") },
    { ...byJob("join"), isOffered: isOtherInUse, Dialog: userTaskDialog("join") },
  ],
  [
    {
      ...byJob("reactivate"),
      isOffered: ({ deactivated }) => isNotKnownAs(false, deactivated),
      Dialog: ReactivateDialog,
    },
    {
      id: "endReport",
      action: api.accountEnd.report,
      icon: FileCheck,
      isOffered: ({ deactivated }) => isNotKnownAs(false, deactivated),
      Dialog: ReportDialog,
    },
  ],
  [
    { ...byJob("deleteMedia"), isOffered: isOther, Dialog: userTaskDialog("deleteMedia") },
    { ...byJob("redact"), isOffered: isOther, Dialog: userTaskDialog("redact") },
    { ...byJob("deactivate"), isOffered: isOtherInUse, Dialog: DeactivateDialog },
    {
      ...byJob("erase"),
      isOffered: ({ erased }, isOwn) => !erased && !isOwn,
      Dialog: EraseDialog,
    },
  ],
] as const satisfies readonly (readonly UserAction[])[];

export type UserActionId = (typeof USER_ACTIONS)[number][number]["id"];
