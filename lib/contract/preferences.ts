import * as z from "zod/mini";

import { operation } from "./kit/endpoint.ts";
import { unaffected } from "./kit/mas.ts";
import { Empty } from "./kit/scalars.ts";

export const THEMES = ["system", "light", "dark"] as const;
export const DENSITIES = ["comfortable", "compact"] as const;

/** By table, the ids of columns that somebody does not want to see. */
const HiddenColumns = z
  .record(
    z.string().check(z.maxLength(40)),
    z.array(z.string().check(z.maxLength(40))).check(z.maxLength(20)),
  )
  .check(z.refine((tables) => Object.keys(tables).length <= 20));

/** How somebody likes their pages. */
export const Preferences = z.object({
  theme: z._default(z.enum(THEMES), "system"),
  density: z._default(z.enum(DENSITIES), "comfortable"),
  /** A table that is not here shows what it shows at first. */
  hiddenColumns: z._default(HiddenColumns, {}),
});
export type Preferences = z.infer<typeof Preferences>;

export const preferences = {
  /** Kept in a cookie of this browser. What is not given stays as it is. */
  set: operation({
    reads: false,
    isRecorded: false,
    input: {
      theme: z.optional(z.enum(THEMES)),
      density: z.optional(z.enum(DENSITIES)),
      hiddenColumns: z.optional(HiddenColumns),
    },
    output: Empty,
    underMas: unaffected,
  }),
};
