import * as z from "zod/mini";

import { trimPasted } from "#lib/matrix/trim-pasted.ts";

import { Login } from "./access.ts";
import { operation, secret } from "./kit/endpoint.ts";
import { DeviceId, Empty, Milliseconds, UserId } from "./kit/scalars.ts";
import { byMasAlone, unaffected } from "./kit/mas.ts";

/** A pasted access token, without characters that a token can't have. */
export const TokenText = z
  .string()
  .check(z.overwrite(trimPasted), z.minLength(1), z.maxLength(4096), z.regex(/^[\x21-\x7e]+$/));

const token = { token: secret(TokenText) };

/** A token owner's kind. Each has a text in `tokens.kinds`. */
export const TOKEN_KINDS = ["user", "guest", "appservice"] as const;

/** Access tokens for bots, bridges and scripts. */
export const tokens = {
  /** Signs in as an account with its password. The token is shown once and not stored. */
  make: operation({
    reads: false,
    input: {
      user: z.string().check(z.overwrite(trimPasted), z.minLength(1), z.maxLength(255)),
      password: secret(z.string().check(z.minLength(1), z.maxLength(512))),
      device_name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
      /** An existing device is shared: Synapse keeps its former tokens valid until one of them is revoked. */
      device_id: z.optional(
        z.string().check(z.overwrite(trimPasted), z.regex(/^[\x21-\x7e]{1,255}$/)),
      ),
    },
    target: "user",
    output: z.object({
      access_token: z.string(),
      user_id: UserId,
      device_id: DeviceId,
      /** Null: no known end. */
      expires_ts: z.nullable(Milliseconds),
      /** The homeserver's address, for the token's user. */
      base_url: z.string(),
    }),
    changes: ["devices"],
    underMas: byMasAlone,
  }),

  /** Inspects a token at the homeserver. */
  check: operation({
    reads: false,
    input: token,
    output: z.object({
      user_id: UserId,
      kind: z.enum(TOKEN_KINDS),
      is_admin: z.boolean(),
      device_id: z.nullable(DeviceId),
      device_name: z.nullable(z.string()),
      /** Known for tokens issued here. */
      expires_ts: z.nullable(Milliseconds),
      /** This session's own token. */
      is_own_session: z.boolean(),
    }),
    underMas: unaffected,
  }),

  /** Revokes a token at the homeserver, with its device. */
  revoke: operation({
    reads: false,
    input: token,
    output: Empty,
    changes: ["devices"],
    underMas: unaffected,
  }),

  /** The valid tokens issued by logging in as a user. */
  logins: operation({
    reads: true,
    input: {},
    output: z.object({ logins: z.array(z.extend(Login, { user_id: UserId })) }),
  }),
};
