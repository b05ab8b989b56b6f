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
import { api } from "#lib/contract/index.ts";
import type { UserDetail } from "#lib/contract/users.ts";

import { editUserDialog } from "./lazy.tsx";

/** A deactivated account has only its name and avatar. */
const isInUse = ({ deactivated }: UserDetail): boolean => !deactivated;

/** Edits of an account, in its profile and in the command palette. */
export const PROFILE_EDITS = {
  name: {
    id: "editName",
    action: api.users.modify,
    input: { displayname: "" },
    icon: UserPen,
    isOnProfile: true,
    Dialog: editUserDialog("name"),
  },
  avatar: {
    id: "editAvatar",
    action: api.users.modify,
    input: { avatar_url: "" },
    icon: Image,
    isOnProfile: true,
    Dialog: editUserDialog("avatar"),
  },
  emails: {
    id: "editEmails",
    action: api.users.modify,
    input: { threepids: [] },
    icon: AtSign,
    isOnProfile: true,
    isOffered: isInUse,
    Dialog: editUserDialog("emails"),
  },
  phones: {
    id: "editPhones",
    action: api.users.modify,
    input: { threepids: [] },
    icon: Phone,
    isOnProfile: true,
    isOffered: isInUse,
    Dialog: editUserDialog("phones"),
  },
  externalIds: {
    id: "editExternalIds",
    action: api.users.modify,
    input: { external_ids: [] },
    icon: IdCard,
    isOnProfile: true,
    isOffered: isInUse,
    Dialog: editUserDialog("externalIds"),
  },
  type: {
    id: "editType",
    action: api.users.modify,
    input: { user_type: null },
    icon: Tag,
    isOnProfile: true,
    isOffered: isInUse,
    Dialog: editUserDialog("type"),
  },
  grantAdmin: {
    id: "grantAdmin",
    action: api.users.modify,
    input: { admin: true },
    icon: ShieldPlus,
    isOnProfile: true,
    // Not if unknown: a change is compared with the shown value.
    isOffered: ({ admin, deactivated, is_guest }) => admin === false && !deactivated && !is_guest,
    Dialog: editUserDialog("grantAdmin"),
  },
  revokeAdmin: {
    id: "revokeAdmin",
    action: api.users.modify,
    input: { admin: false },
    icon: ShieldMinus,
    isOnProfile: true,
    // Admins cannot demote themselves.
    isOffered: ({ admin }, isOwn) => admin === true && !isOwn,
    Dialog: editUserDialog("revokeAdmin"),
  },
  renew: {
    id: "renewAccount",
    action: api.users.renew,
    icon: CalendarPlus,
    isOffered: isInUse,
    Dialog: editUserDialog("renew"),
  },
} as const satisfies Record<string, UserAction>;

export type ProfileEdit = keyof typeof PROFILE_EDITS;
