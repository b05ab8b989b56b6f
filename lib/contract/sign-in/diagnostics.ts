import * as z from "zod/mini";

import { ErrorBody } from "#lib/errors.ts";

/** The requirements of a sign-in, in order. */
export const DIAGNOSTICS_STEPS = [
  "server",
  "well_known",
  "dns",
  "tls",
  "versions",
  "login_flows",
  "mas",
  "mas_client",
  "mas_admin_api",
  "admin_api",
  "synapse_version",
  "media",
  "sign_in",
  "admin_right",
] as const;

/** `left`: skipped, for lack of a target or an earlier result. */
export const DIAGNOSTICS_RESULTS = ["ok", "warn", "failed", "left"] as const;

const DiagnosticsStep = z.object({
  step: z.enum(DIAGNOSTICS_STEPS),
  is: z.enum(DIAGNOSTICS_RESULTS),
  /** Method and address. */
  asked: z.nullable(z.string()),
  status: z.nullable(z.number()),
  ms: z.nullable(z.number()),
  /** The shape and the important parts of the answer. */
  came: z.nullable(z.string()),
  error: z.nullable(ErrorBody),
});
export type DiagnosticsStep = z.infer<typeof DiagnosticsStep>;

export const DiagnosticsReport = z.object({ steps: z.array(DiagnosticsStep) });
export type DiagnosticsReport = z.infer<typeof DiagnosticsReport>;

/** With a user name and password, sign-in is tested too, and undone. */
export const DiagnosticsQuestion = z.object({
  server: z.optional(z.string().check(z.maxLength(300))),
  user: z.optional(z.string().check(z.maxLength(255))),
  password: z.optional(z.string().check(z.maxLength(512))),
});
export type DiagnosticsQuestion = z.infer<typeof DiagnosticsQuestion>;
