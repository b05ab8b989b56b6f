import * as z from "zod/mini";

/** Leaving for a homeserver's single sign-on, or its authentication service. */
export const RedirectRequest = z.object({
  way: z.enum(["sso", "mas"]),
  /** The homeserver, if there is a choice. */
  server: z.optional(z.string().check(z.maxLength(300))),
  /** The homeserver's single sign-on provider. */
  provider: z.optional(z.string().check(z.maxLength(255))),
  /** The page to open afterwards. */
  to: z.string().check(z.maxLength(2000)),
  /** Also the right to administer the service itself. */
  masAdmin: z.optional(z.boolean()),
});
export type RedirectRequest = z.infer<typeof RedirectRequest>;
