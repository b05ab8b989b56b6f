import { useState, type ComponentType } from "react";

import type { UserDialogProps } from "#components/users/user-action.ts";

import { AddressesDialog } from "./addresses-dialog.tsx";
import { AdminDialog } from "./admin-dialog.tsx";
import { AvatarDialog } from "./avatar-dialog.tsx";
import { ExternalIdsDialog } from "./external-ids-dialog.tsx";
import { NameDialog } from "./name-dialog.tsx";
import { RenewDialog } from "./renew-dialog.tsx";
import { TypeDialog } from "./type-dialog.tsx";

/**
 * A dialog about the account as first opened. Data loaded meanwhile must not pass for what the admin saw and
 * changed.
 */
const asOpened = (Dialog: ComponentType<UserDialogProps>) =>
  function AsOpened(props: UserDialogProps) {
    const [user] = useState(props.user);
    return <Dialog {...props} user={user} />;
  };

export const EDIT_DIALOGS = {
  name: asOpened(NameDialog),
  avatar: asOpened(AvatarDialog),
  emails: asOpened((props) => <AddressesDialog medium="email" {...props} />),
  phones: asOpened((props) => <AddressesDialog medium="msisdn" {...props} />),
  externalIds: asOpened(ExternalIdsDialog),
  type: asOpened(TypeDialog),
  grantAdmin: asOpened((props) => <AdminDialog change="grant" {...props} />),
  revokeAdmin: asOpened((props) => <AdminDialog change="revoke" {...props} />),
  renew: RenewDialog,
} as const satisfies Record<string, ComponentType<UserDialogProps>>;

export type EditId = keyof typeof EDIT_DIALOGS;
