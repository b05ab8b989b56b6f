import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";

import type { IsManagedByMas } from "#lib/client/mas.tsx";
import type { MayBeManagedByMas } from "#lib/contract/kit/mas.ts";
import type { UserDetail } from "#lib/contract/users.ts";

export type UserDialogProps = {
  user: UserDetail;
  /** The dashboard's own device, if this is the signed-in admin. */
  ownDeviceId: string | undefined;
  onClose: () => void;
};

/** An action on one user. Its text is `userActions.<id>`. */
export type UserAction = {
  id: string;
  icon: LucideIcon;
  isDanger?: boolean;
  /** Has a button next to what it changes: the menu omits it. */
  isOnProfile?: boolean;
  /** The Matrix Authentication Service does it where it has the accounts: left out there. */
  action: MayBeManagedByMas;
  input?: Record<string, unknown>;
  /** Hides an action without effect, or not for this account. Absent: always shown. */
  isOffered?: (user: UserDetail, isOwn: boolean) => boolean;
  /** Asks for the input, runs the action, and reports the result. Loaded when opened: `dynamic`. */
  Dialog: ComponentType<UserDialogProps>;
};

/** Whether it is available for this account. */
export const isOfferedFor = (
  { action, input, isOffered }: UserAction,
  user: UserDetail,
  { isOwn, isManagedByMas }: { isOwn: boolean; isManagedByMas: IsManagedByMas },
): boolean => !isManagedByMas(action, input) && (isOffered?.(user, isOwn) ?? true);
