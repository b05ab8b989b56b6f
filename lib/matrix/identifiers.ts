/*
 * The grammar of Matrix identifiers, for typed text.
 * https://spec.matrix.org/latest/appendices/#identifier-grammar Identifiers from a homeserver are used
 * unchanged: rooms and accounts older than today's grammar exist.
 */

const IPV4 = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const IPV6 = String.raw`\[[\da-fA-F:.]{2,45}\]`;
const DNS_NAME = String.raw`[\dA-Za-z.-]{1,255}`;

/** `hostname [":" port]`. */
const SERVER_NAME = String.raw`(?:${IPV4}|${IPV6}|${DNS_NAME})(?::\d{1,5})?`;

/** What an opaque part may hold: any character but a colon, NUL and halves of surrogate pairs. */
const OPAQUE = String.raw`[^:\0\p{Surrogate}]`;

const whole = (pattern: string) => new RegExp(`^${pattern}$`, "u");

/** Every homeserver rejects longer ones. In bytes of UTF-8. */
export const IDENTIFIER_MAX_BYTES = 255;

const matching = (pattern: RegExp) => {
  return (text: string) =>
    pattern.test(text) && new TextEncoder().encode(text).length <= IDENTIFIER_MAX_BYTES;
};

export const isServerName = matching(whole(SERVER_NAME));

/** `@localpart:server`, with the localparts of historical accounts, which may even be empty. */
export const isUserId = matching(whole(`@${OPAQUE}*:${SERVER_NAME}`));

/** `!opaque:server`; since room version 12 without a server. */
export const isRoomId = matching(whole(`!${OPAQUE}+(?::${SERVER_NAME})?`));

/** `#alias:server`. */
export const isRoomAlias = matching(whole(`#${OPAQUE}+:${SERVER_NAME}`));
