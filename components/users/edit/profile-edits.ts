import {
  AtSign,
  CalendarPlus,
  IdCard,
  Image,
  Phone,
  ShieldMinus,
  ShieldPlus,
  Tag,
  UserPen,
} from "lucide-react";

import type { UserAction } from "#components/users/user-action.ts";
import type { UserDetail } from "#lib/contract/users.ts";

import { editUserDialog } from "./lazy.tsx";

/** A deactivated account has only its name and avatar. */
const isInUse = ({ deactivated }: UserDetail): boolean => !deactivated;

/** Edits of an account, in its profile and in the command palette. */
export const PROFILE_EDITS = {
  name: { id: "editName", icon: UserPen, isOnProfile: true, Dialog: editUserDialog("name") },
  avatar: { id: "editAvatar", icon: Image, isOnProfile: true, Dialog: editUserDialog("avatar") },
  emails: {
    id: "editEmails",
    isByMas: true,
    icon: AtSign,
    isOnProfile: true,
    isOffered: isInUse,
    Dialog: editUserDialog("emails"),
  },
  phones: {
    id: "editPhones",
    isByMas: true,
    icon: Phone,
    isOnProfile: true,
    isOffered: isInUse,
    Dialog: editUserDialog("phones"),
  },
  externalIds: {
    id: "editExternalIds",
    isByMas: true,
    icon: IdCard,
    isOnProfile: true,
    isOffered: isInUse,
    Dialog: editUserDialog("externalIds"),
  },
  type: {
    id: "editType",
    icon: Tag,
    isOnProfile: true,
    isOffered: isInUse,
    Dialog: editUserDialog("type"),
  },
  grantAdmin: {
    id: "grantAdmin",
    isByMas: true,
    icon: ShieldPlus,
    isOnProfile: true,
    // Not if unknown: a change is compared with the shown value.
    isOffered: ({ admin, deactivated, is_guest }) => admin === false && !deactivated && !is_guest,
    Dialog: editUserDialog("grantAdmin"),
  },
  revokeAdmin: {
    id: "revokeAdmin",
    isByMas: true,
    icon: ShieldMinus,
    isOnProfile: true,
    // Admins cannot demote themselves.
    isOffered: ({ admin }, isOwn) => admin === true && !isOwn,
    Dialog: editUserDialog("revokeAdmin"),
  },
  renew: {
    id: "renewAccount",
    isByMas: true,
    icon: CalendarPlus,
    isOffered: isInUse,
    Dialog: editUserDialog("renew"),
  },
} as const satisfies Record<string, UserAction>;

export type ProfileEdit = keyof typeof PROFILE_EDITS;
