import * as z from "zod/mini";

/** `@localpart:server`. https://spec.matrix.org/latest/appendices/#user-identifiers */
export const UserId = z.string().check(z.maxLength(255), z.regex(/^@[^:]*:[^:\s/]+(:\d+)?$/));

/** `!opaque:server`; since room version 12 without a server. */
export const RoomId = z.string().check(z.maxLength(255), z.regex(/^![^\s]+$/));

/** A room's ID, or `#alias:server`. */
export const RoomIdOrAlias = z
  .string()
  .check(z.maxLength(255), z.regex(/^(![^\s]+|#[^:\s]+:[^:\s/]+(:\d+)?)$/));

/** Opaque to us. */
export const DeviceId = z.string().check(z.minLength(1), z.maxLength(512));

/** A moment in milliseconds since 1970, as Synapse writes most of them. */
export const Milliseconds = z.number();

/** Answers of writes that say nothing. */
export const Empty = z.object({});

/** Offset paging, shared by most lists. `from` is a count of rows to skip. */
export const page = {
  from: z._default(z.int().check(z.minimum(0)), 0),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(500)), 50),
};

/**
 * Absent where this Synapse version does not report it: unknown, which is neither true nor false. Every
 * reader decides what unknown means there; `!flag` says "false or unknown".
 */
export const flag = z.optional(z.boolean());
