import * as z from "zod/mini";

import { isRoomAlias, isRoomId, isUserId } from "#lib/matrix/identifiers.ts";

/*
 * Identifiers from a homeserver or for an action, used unchanged: limits and grammar apply to typed text
 * only, since the homeserver knows its own accounts. `lib/matrix/identifiers.ts` checks typed text.
 */
const MAX_IDENTIFIER = 1024;
const identifier = (pattern: RegExp) =>
  z.string().check(z.maxLength(MAX_IDENTIFIER), z.regex(pattern));

export const UserId = identifier(/^@[^]*:[^]/);
export const RoomId = identifier(/^![^]/);

const matching = (isValid: (text: string) => boolean) =>
  z.string().check(z.refine(isValid, { params: { code: "invalid_format" } }));

/** A new account's ID, by the specification. */
export const NewUserId = matching(isUserId);

/** A room's ID or alias, as typed. */
export const RoomIdOrAlias = matching((text) => isRoomId(text) || isRoomAlias(text));

/** Opaque. Synapse sets no limit: a request line must hold it. */
export const DeviceId = z.string().check(z.minLength(1), z.maxLength(4096));

/** A new device's ID, which a person may type. */
export const NewDeviceId = z.string().check(z.minLength(1), z.maxLength(512));

/** The last moment that a JavaScript date can hold, in milliseconds since 1970. */
const MAX_DATE_MS = 8.64e15;

/** A time in milliseconds since 1970, as Synapse usually writes it, within a date's range. */
export const Milliseconds = z.number().check(z.minimum(-MAX_DATE_MS), z.maximum(MAX_DATE_MS));

/** A time in seconds, converted to milliseconds. */
export const Seconds = z.pipe(
  z.number().check(z.minimum(-MAX_DATE_MS / 1000), z.maximum(MAX_DATE_MS / 1000)),
  z.transform((seconds) => seconds * 1000),
);

/** The empty answer of a write. */
export const Empty = z.object({});

/** Offset paging, shared by most lists. `from` is a count of rows to skip. */
export const page = {
  from: z._default(z.int().check(z.minimum(0)), 0),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(500)), 50),
};

/**
 * Absent if this Synapse version does not report it: unknown, neither true nor false. Every reader decides
 * what unknown means there; `!flag` says "false or unknown".
 */
export const flag = z.optional(z.boolean());
