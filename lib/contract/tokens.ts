import * as z from "zod/mini";

import { trimPasted } from "#lib/matrix/trim-pasted.ts";

import { Login } from "./access.ts";
import { operation, secret } from "./kit/endpoint.ts";
import { DeviceId, Empty, Milliseconds, UserId } from "./kit/scalars.ts";
import { byMasAlone, unaffected } from "./kit/mas.ts";

/** Somebody's access token, as it was copied: what a token can't hold is no part of one. */
export const TokenText = z
  .string()
  .check(z.overwrite(trimPasted), z.minLength(1), z.maxLength(4096), z.regex(/^[\x21-\x7e]+$/));

const token = { token: secret(TokenText) };

/** Whose a token is. Each has its words in `tokens.kinds`. */
export const TOKEN_KINDS = ["user", "guest", "appservice"] as const;

/** Access tokens for what is not a person at a screen: bots, bridges and scripts. */
export const tokens = {
  /** Signs in as an account with its password. The token is told this once and kept nowhere. */
  make: operation({
    reads: false,
    input: {
      user: z.string().check(z.overwrite(trimPasted), z.minLength(1), z.maxLength(255)),
      password: secret(z.string().check(z.minLength(1), z.maxLength(512))),
      device_name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
      /** One that exists is shared: Synapse leaves its former tokens alone until one of them is revoked. */
      device_id: z.optional(
        z.string().check(z.overwrite(trimPasted), z.regex(/^[\x21-\x7e]{1,255}$/)),
      ),
    },
    target: "user",
    output: z.object({
      access_token: z.string(),
      user_id: UserId,
      device_id: DeviceId,
      /** Null: it has no end that is known. */
      expires_ts: z.nullable(Milliseconds),
      /** Where the homeserver is, for whoever uses the token. */
      base_url: z.string(),
    }),
    changes: ["devices"],
    underMas: byMasAlone,
  }),

  /** Asks the homeserver about a token. */
  check: operation({
    reads: false,
    input: token,
    output: z.object({
      user_id: UserId,
      kind: z.enum(TOKEN_KINDS),
      is_admin: z.boolean(),
      device_id: z.nullable(DeviceId),
      device_name: z.nullable(z.string()),
      /** Known of those that were made here. */
      expires_ts: z.nullable(Milliseconds),
      /** The one that this session of the dashboard works with. */
      is_own_session: z.boolean(),
    }),
    underMas: unaffected,
  }),

  /** Ends a token at the homeserver, and the device that it belongs to. */
  revoke: operation({
    reads: false,
    input: token,
    output: Empty,
    changes: ["devices"],
    underMas: unaffected,
  }),

  /** Those that were made by logging in as somebody and are alive. */
  logins: operation({
    reads: true,
    input: {},
    output: z.object({ logins: z.array(z.extend(Login, { user_id: UserId })) }),
  }),
};
