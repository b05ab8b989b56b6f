import {
  DoorOpen,
  Eraser,
  FileCheck,
  Ghost,
  ImageOff,
  KeyRound,
  Lock,
  LockOpen,
  Megaphone,
  Pause,
  Play,
  ShieldQuestionMark,
  UserCheck,
  UserMinus,
  UserRoundKey,
  UserX,
  Volume2,
} from "lucide-react";
import dynamic from "next/dynamic";

import { userTaskDialog } from "#components/users/bulk/lazy.tsx";
import { PROFILE_EDITS } from "#components/users/edit/profile-edits.ts";
import {
  DeactivateDialog,
  EraseDialog,
  ReactivateDialog,
  ReportDialog,
} from "#components/users/deactivate/lazy.tsx";
import { stateDialog } from "#components/users/states/lazy.tsx";
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

/**
 * The actions on a user, in groups: for the page's menu and the command palette. The first is a separate
 * button.
 */
export const USER_ACTIONS = [
  [
    { id: "resetPassword", isByMas: true, icon: KeyRound, Dialog: ResetPassword },
    { id: "crossSigning", icon: ShieldQuestionMark, Dialog: CrossSigning },
    { id: "logInAs", isByMas: true, icon: UserRoundKey, isOffered: isOther, Dialog: LogInAs },
  ],
  Object.values(PROFILE_EDITS),
  [
    {
      id: "lock",
      isByMas: true,
      icon: Lock,
      isOffered: (user, isOwn) => isNotKnownAs(true, user.locked) && isOtherInUse(user, isOwn),
      Dialog: stateDialog("lock"),
    },
    {
      id: "unlock",
      isByMas: true,
      icon: LockOpen,
      isOffered: ({ locked }) => isNotKnownAs(false, locked),
      Dialog: stateDialog("unlock"),
    },
    {
      id: "suspend",
      icon: Pause,
      isOffered: (user, isOwn) => isNotKnownAs(true, user.suspended) && isOtherInUse(user, isOwn),
      Dialog: stateDialog("suspend"),
    },
    {
      id: "unsuspend",
      icon: Play,
      isOffered: ({ suspended }) => isNotKnownAs(false, suspended),
      Dialog: stateDialog("unsuspend"),
    },
    {
      id: "shadowBan",
      icon: Ghost,
      isOffered: (user, isOwn) =>
        isNotKnownAs(true, user.shadow_banned) && isOtherInUse(user, isOwn),
      Dialog: stateDialog("shadowBan"),
    },
    {
      id: "shadowUnban",
      icon: Volume2,
      isOffered: ({ shadow_banned }) => isNotKnownAs(false, shadow_banned),
      Dialog: stateDialog("shadowUnban"),
    },
  ],
  [
    {
      id: "notice",
      icon: Megaphone,
      isOffered: isOtherInUse,
      Dialog: userTaskDialog("notice"),
    },
    {
      id: "join",
      icon: DoorOpen,
      isOffered: isOtherInUse,
      Dialog: userTaskDialog("join"),
    },
  ],
  [
    {
      id: "reactivate",
      isByMas: true,
      icon: UserCheck,
      isOffered: ({ deactivated }) => isNotKnownAs(false, deactivated),
      Dialog: ReactivateDialog,
    },
    {
      id: "endReport",
      icon: FileCheck,
      isOffered: ({ deactivated }) => isNotKnownAs(false, deactivated),
      Dialog: ReportDialog,
    },
  ],
  [
    {
      id: "deleteMedia",
      icon: ImageOff,
      isDanger: true,
      isOffered: isOther,
      Dialog: userTaskDialog("deleteMedia"),
    },
    {
      id: "redact",
      icon: Eraser,
      isDanger: true,
      isOffered: isOther,
      Dialog: userTaskDialog("redact"),
    },
    {
      id: "deactivate",
      isByMas: true,
      icon: UserX,
      isDanger: true,
      isOffered: isOtherInUse,
      Dialog: DeactivateDialog,
    },
    {
      id: "erase",
      isByMas: true,
      icon: UserMinus,
      isDanger: true,
      isOffered: ({ erased }, isOwn) => !erased && !isOwn,
      Dialog: EraseDialog,
    },
  ],
] as const satisfies readonly (readonly UserAction[])[];

export type UserActionId = (typeof USER_ACTIONS)[number][number]["id"];
