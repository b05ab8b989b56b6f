import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";

import type { IsManagedByMas } from "#lib/client/mas.tsx";
import type { MayBeManagedByMas } from "#lib/contract/kit/mas.ts";
import type { UserDetail } from "#lib/contract/users.ts";

export type UserDialogProps = {
  user: UserDetail;
  /** Set where this is the signed-in admin: the device that the dashboard uses. */
  ownDeviceId: string | undefined;
  onClose: () => void;
};

/** Something that can be done with one user. Its words are `userActions.<id>`. */
export type UserAction = {
  id: string;
  icon: LucideIcon;
  isDanger?: boolean;
  /** Has a button next to what it changes: the menu omits it. */
  isOnProfile?: boolean;
  /**
   * What it asks the server for, with as much of the input as tells whether the Matrix Authentication
   * Service manages that: left out there.
   */
  action: MayBeManagedByMas;
  input?: Record<string, unknown>;
  /** Left out where it would change nothing, or is not for this account. Absent: always offered. */
  isOffered?: (user: UserDetail, isOwn: boolean) => boolean;
  /** Asks for the input, runs the action, and reports the result. Loaded when opened: `dynamic`. */
  Dialog: ComponentType<UserDialogProps>;
};

/** Whether it is offered for this account now. */
export const isOfferedFor = (
  { action, input, isOffered }: UserAction,
  user: UserDetail,
  { isOwn, isManagedByMas }: { isOwn: boolean; isManagedByMas: IsManagedByMas },
): boolean => !isManagedByMas(action, input) && (isOffered?.(user, isOwn) ?? true);
