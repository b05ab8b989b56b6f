import * as z from "zod/mini";

import { operation } from "./kit/endpoint.ts";
import { unaffected } from "./kit/mas.ts";
import { Empty } from "./kit/scalars.ts";

export const THEMES = ["system", "light", "dark"] as const;
export const DENSITIES = ["comfortable", "compact"] as const;

/** The hidden column ids of each table. */
const HiddenColumns = z
  .record(
    z.string().check(z.maxLength(40)),
    z.array(z.string().check(z.maxLength(40))).check(z.maxLength(20)),
  )
  .check(z.refine((tables) => Object.keys(tables).length <= 20));

/** The viewer's display preferences. */
export const Preferences = z.object({
  theme: z._default(z.enum(THEMES), "system"),
  density: z._default(z.enum(DENSITIES), "comfortable"),
  /** A missing table shows its default columns. */
  hiddenColumns: z._default(HiddenColumns, {}),
});
export type Preferences = z.infer<typeof Preferences>;

export const preferences = {
  /** Stored in a cookie of this browser. Absent fields stay unchanged. */
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
