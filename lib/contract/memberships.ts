import * as z from "zod/mini";

import { operation } from "./kit/endpoint.ts";
import { UserId } from "./kit/scalars.ts";

/** Membership states, the most informative first. Each has a text in `memberships.names`. */
export const MEMBERSHIPS = ["join", "invite", "knock", "ban", "leave"] as const;
export type Membership = (typeof MEMBERSHIPS)[number];

const rooms = z.array(z.string());

export const memberships = {
  /** A user's rooms by membership. Not paged, and IDs only. */
  list: operation({
    reads: true,
    input: { user_id: UserId },
    target: "user_id",
    output: z.object({
      rooms: z.object({ join: rooms, invite: rooms, knock: rooms, ban: rooms, leave: rooms }),
      /** False: this Synapse reports only joined rooms. */
      is_complete: z.boolean(),
    }),
  }),
};
