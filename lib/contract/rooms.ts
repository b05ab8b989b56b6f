import * as z from "zod/mini";

import { operation } from "./kit/endpoint.ts";
import { RoomId } from "./kit/scalars.ts";
import { tolerant } from "./kit/tolerant.ts";

/** A room's details in a list. Synapse knows next to nothing of rooms that it has left or purged. */
export const RoomSummary = tolerant({
  room_id: z.string(),
  name: z.nullish(z.string()),
  canonical_alias: z.nullish(z.string()),
  joined_members: z.nullish(z.number()),
  /** The algorithm; null: not encrypted, or unknown. */
  encryption: z.nullish(z.string()),
  /** Listed in the room directory. */
  public: z.nullish(z.boolean()),
  /** `m.space`, for one. */
  room_type: z.nullish(z.string()),
});
export type RoomSummary = z.output<typeof RoomSummary>;

/** Synapse returns one room at a time. */
export const SUMMARIES_AT_ONCE = 50;

export const rooms = {
  /** Details of rooms, for a list that has their IDs. A room that could not be read is in neither. */
  summaries: operation({
    reads: true,
    input: { room_ids: z.array(RoomId).check(z.minLength(1), z.maxLength(SUMMARIES_AT_ONCE)) },
    output: z.object({
      rooms: z.array(RoomSummary),
      /** Rooms unknown to the homeserver. */
      unknown: z.array(z.string()),
    }),
  }),
};
