import * as z from "zod/mini";

import { operation } from "./kit/endpoint.ts";
import { unaffected } from "./kit/mas.ts";
import { DeviceId, Milliseconds } from "./kit/scalars.ts";

/** What became of the access token at sign-out. `held`: by jobs that finish first. `kept`: it was pasted. */
export const TokenOutcome = z.enum(["revoked", "unreachable", "held", "kept"]);
export type TokenOutcome = z.infer<typeof TokenOutcome>;

/** How a session came to its token. */
const GotBy = z.enum(["password", "pasted", "sso", "mas"]);
export type GotBy = z.infer<typeof GotBy>;

const Lifetime = z.object({
  /** The session ends then unless a person does something before. */
  idle_ends_ts: Milliseconds,
  /** The session ends then, whatever happens. */
  ends_ts: Milliseconds,
});
export type Lifetime = z.infer<typeof Lifetime>;

const OpenSession = z.object({
  id: z.string(),
  /** The one that asks. */
  is_current: z.boolean(),
  /** The Matrix device that belongs to it. Null: its token has none. */
  device_id: z.nullable(DeviceId),
  got_by: GotBy,
  started_ts: Milliseconds,
  seen_ts: Milliseconds,
  /** It ends then, whatever happens. */
  ends_ts: Milliseconds,
  ip: z.nullable(z.string()),
  user_agent: z.nullable(z.string()),
});
export type OpenSession = z.infer<typeof OpenSession>;

/** A session at another homeserver that the same browser holds. */
const OtherSession = z.object({
  id: z.string(),
  user_id: z.string(),
  /** The homeserver's name, or the address of one that was typed. */
  realm: z.string(),
});
export type OtherSession = z.infer<typeof OtherSession>;

export const session = {
  /** How long the session will last. Asking does not make it last longer. */
  lifetime: operation({ reads: true, input: {}, output: Lifetime }),

  /** "I am still here." */
  stay: operation({
    reads: false,
    isRecorded: false,
    input: {},
    output: Lifetime,
    underMas: unaffected,
  }),

  /** Forgets the access token here, and revokes it at the homeserver unless it is the admin's own. */
  end: operation({
    reads: false,
    input: {
      /** What becomes of the jobs that run with this session's token. */
      jobs: z._default(z.enum(["pause", "finish"]), "pause"),
      /** What becomes of a token that was pasted. One that signing in has made is revoked in any case. */
      pasted: z._default(z.enum(["keep", "revoke"]), "keep"),
    },
    output: z.object({
      token: TokenOutcome,
      /** Those at other homeservers that are still open in this browser. */
      beside: z.array(OtherSession),
    }),
    underMas: unaffected,
  }),

  /** The signed-in admin's own sessions at this dashboard that are open. */
  list: operation({
    reads: true,
    input: {},
    output: z.object({ sessions: z.array(OpenSession) }),
  }),

  /** Ends one of them, and its device at the homeserver. Answers how many that were: one or none. */
  revoke: operation({
    reads: false,
    input: { session_id: z.uuid() },
    target: "session_id",
    output: z.object({ ended: z.number() }),
    changes: ["devices"],
    underMas: unaffected,
  }),

  /** Ends all of them but the one that asks. */
  revokeOthers: operation({
    reads: false,
    input: {},
    output: z.object({ ended: z.number() }),
    changes: ["devices"],
    underMas: unaffected,
  }),
};
