import * as z from "zod/mini";

import { Count } from "./kit/bounds.ts";
import { endpoint, operation } from "./kit/endpoint.ts";
import { unaffected } from "./kit/mas.ts";
import { Milliseconds, page, UserId } from "./kit/scalars.ts";
import { rows, tolerant } from "./kit/tolerant.ts";

/** Opaque. */
export const MediaId = z.string().check(z.minLength(1), z.maxLength(1024));

/** SQLite has no booleans, and some of its zeros and ones show through. */
const looseFlag = z.pipe(
  z.nullish(z.union([z.boolean(), z.number()])),
  z.transform((value: boolean | number | null | undefined) =>
    typeof value === "number" ? value !== 0 : (value ?? undefined),
  ),
);

export const MediaFile = tolerant({
  media_id: z.string(),
  media_type: z.nullish(z.string()),
  media_length: z.nullish(z.number()),
  upload_name: z.nullish(z.string()),
  created_ts: z.nullish(Milliseconds),
  last_access_ts: z.nullish(Milliseconds),
  /** The page whose preview the homeserver fetched this for. */
  url_cache: z.nullish(z.string()),
  /** The admin; `system` if identical content was quarantined before. Null: not quarantined. */
  quarantined_by: z.nullish(z.string()),
  /** Protected from quarantine. */
  safe_from_quarantine: looseFlag,
  user_id: z.nullish(z.string()),
});
export type MediaFile = z.output<typeof MediaFile>;

export const MEDIA_ORDERS = [
  "created_ts",
  "last_access_ts",
  "media_length",
  "upload_name",
  "media_type",
  "quarantined_by",
] as const;

const MEDIA_CHANGES = ["quarantine", "release", "protect", "unprotect", "delete"] as const;
export type MediaChange = (typeof MEDIA_CHANGES)[number];

/**
 * A file's state by a second read. `protected`: why it is not quarantined. `gone`: the file no longer exists.
 */
export const CHANGE_OUTCOMES = ["done", "protected", "unchanged", "gone", "unread"] as const;
export type ChangeOutcome = (typeof CHANGE_OUTCOMES)[number];

/** Files in one batch, small enough to show progress. */
export const CHANGE_BATCH = 25;

const changeOfFiles = {
  reads: false,
  input: {
    /** The owner of the files. */
    user_id: UserId,
    media_ids: z.array(MediaId).check(z.minLength(1), z.maxLength(CHANGE_BATCH)),
  },
  target: "user_id",
  output: z.object({
    files: z.array(z.object({ media_id: z.string(), outcome: z.enum(CHANGE_OUTCOMES) })),
  }),
  underMas: unaffected,
} as const;

const ofUser = endpoint({
  method: "GET",
  path: "/_synapse/admin/v1/users/{user_id}/media",
  input: {
    user_id: UserId,
    ...page,
    order_by: z._default(z.enum(MEDIA_ORDERS), "created_ts"),
    dir: z._default(z.enum(["f", "b"]), "b"),
  },
  output: z.object({ media: rows(MediaFile), total: Count }),
});

export const media = {
  /** https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#list-media-uploaded-by-a-user */
  ofUser,

  /** By content: other users lose identical files too, earlier or later. Protected files stay. */
  quarantine: operation(changeOfFiles),
  /** By content, like the quarantine. */
  release: operation(changeOfFiles),
  protect: operation(changeOfFiles),
  unprotect: operation(changeOfFiles),
  /** Permanently, protected or not. */
  delete: operation(changeOfFiles),

  /** All of a user's files. Can only be undone file by file. */
  quarantineAll: operation({
    reads: false,
    input: { user_id: UserId },
    target: "user_id",
    output: z.object({
      /** Synapse's own count, including other users' identical files. */
      num_quarantined: Count,
      /** This user's files by a second read. Null: it failed. */
      now: z.nullable(z.object({ total: Count, quarantined: Count, protected: Count })),
    }),
    underMas: unaffected,
  }),
};
