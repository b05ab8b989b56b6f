import { api } from "#lib/contract/index.ts";
import type { UserDetail } from "#lib/contract/users.ts";

/** Undefined if this Synapse version does not report the state. */
type Seen = boolean | undefined;

const isNot = (flag: Seen): Seen => (flag === undefined ? undefined : !flag);

/** How to change an account's state, and how to check it. Each has a text in `states`. */
export const STATE_CHANGES = {
  lock: {
    action: api.users.lock,
    input: { locked: true },
    isSo: ({ locked }: UserDetail) => locked,
  },
  unlock: {
    action: api.users.lock,
    input: { locked: false },
    isSo: ({ locked }: UserDetail) => isNot(locked),
  },
  suspend: {
    action: api.users.suspend,
    input: { suspend: true },
    isSo: ({ suspended }: UserDetail) => suspended,
  },
  unsuspend: {
    action: api.users.suspend,
    input: { suspend: false },
    isSo: ({ suspended }: UserDetail) => isNot(suspended),
  },
  shadowBan: {
    action: api.users.shadowBan,
    input: {},
    isSo: ({ shadow_banned }: UserDetail) => shadow_banned,
  },
  shadowUnban: {
    action: api.users.shadowUnban,
    input: {},
    isSo: ({ shadow_banned }: UserDetail) => isNot(shadow_banned),
  },
} as const;
export type StateChange = keyof typeof STATE_CHANGES;
