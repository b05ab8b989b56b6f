import * as z from "zod/mini";

import { operation } from "./kit/endpoint.ts";
import { unaffected } from "./kit/mas.ts";
import { DeviceId, Milliseconds } from "./kit/scalars.ts";

/**
 * What happened to the access token at sign-out. `held`: by jobs that finish first. `kept`: it was pasted.
 */
export const TokenOutcome = z.enum(["revoked", "unreachable", "held", "kept"]);
export type TokenOutcome = z.infer<typeof TokenOutcome>;

/** How a session got its token. */
const GotBy = z.enum(["password", "pasted", "sso", "mas"]);
export type GotBy = z.infer<typeof GotBy>;

const Lifetime = z.object({
  /** The session's end without activity. */
  idle_ends_ts: Milliseconds,
  /** The session's end in any case. */
  ends_ts: Milliseconds,
});
export type Lifetime = z.infer<typeof Lifetime>;

const OpenSession = z.object({
  id: z.string(),
  /** The current session. */
  is_current: z.boolean(),
  /** The session's Matrix device. Null: its token has none. */
  device_id: z.nullable(DeviceId),
  got_by: GotBy,
  started_ts: Milliseconds,
  seen_ts: Milliseconds,
  /** The session's end in any case. */
  ends_ts: Milliseconds,
  ip: z.nullable(z.string()),
  user_agent: z.nullable(z.string()),
});
export type OpenSession = z.infer<typeof OpenSession>;

/** The same browser's session at another homeserver. */
const OtherSession = z.object({
  id: z.string(),
  user_id: z.string(),
  /** The homeserver's name, or the address of an entered one. */
  realm: z.string(),
});
export type OtherSession = z.infer<typeof OtherSession>;

export const session = {
  /** How long the session will last. Reading does not extend it. */
  lifetime: operation({ reads: true, input: {}, output: Lifetime }),

  /** Extends the session. */
  stay: operation({
    reads: false,
    isRecorded: false,
    input: {},
    output: Lifetime,
    underMas: unaffected,
  }),

  /** Forgets the access token here, and revokes it at the homeserver unless it was pasted. */
  end: operation({
    reads: false,
    input: {
      /** What happens to jobs with this session's token. */
      jobs: z._default(z.enum(["pause", "finish"]), "pause"),
      /** What happens to a pasted token. A token from signing in is always revoked. */
      pasted: z._default(z.enum(["keep", "revoke"]), "keep"),
    },
    output: z.object({
      token: TokenOutcome,
      /** This browser's open sessions at other homeservers. */
      beside: z.array(OtherSession),
    }),
    underMas: unaffected,
  }),

  /** The admin's own open sessions at this dashboard. */
  list: operation({
    reads: true,
    input: {},
    output: z.object({ sessions: z.array(OpenSession) }),
  }),

  /** Ends a session, and its device at the homeserver. Returns how many ended: one or none. */
  revoke: operation({
    reads: false,
    input: { session_id: z.uuid() },
    target: "session_id",
    output: z.object({ ended: z.number() }),
    changes: ["devices"],
    underMas: unaffected,
  }),

  /** Ends all but the current session. */
  revokeOthers: operation({
    reads: false,
    input: {},
    output: z.object({ ended: z.number() }),
    changes: ["devices"],
    underMas: unaffected,
  }),
};
