import * as z from "zod/mini";

/** Going to where a homeserver lets people sign in: its single sign-on, or its authentication service. */
export const Departure = z.object({
  way: z.enum(["sso", "mas"]),
  /** Which homeserver, where there is a choice. */
  server: z.optional(z.string().check(z.maxLength(300))),
  /** Which of the homeserver's providers of single sign-on. */
  provider: z.optional(z.string().check(z.maxLength(255))),
  /** The page to open when it is done. */
  to: z.string().check(z.maxLength(2000)),
  /** Also the right to administer the authentication service itself. */
  masAdmin: z.optional(z.boolean()),
});
export type Departure = z.infer<typeof Departure>;
