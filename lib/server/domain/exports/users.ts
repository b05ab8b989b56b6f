import "server-only";

import type { User } from "#lib/contract/users.ts";
import type { CsvColumn } from "#lib/server/http/csv-response.ts";

/** Synapse's own names, so that the file can be imported. */
export const USER_COLUMNS: readonly CsvColumn<User>[] = [
  { name: "name", holds: "matrix_id", value: ({ name }) => name },
  { name: "displayname", holds: "text", value: ({ displayname }) => displayname },
  { name: "user_type", holds: "text", value: ({ user_type }) => user_type },
  { name: "is_guest", holds: "flag", value: ({ is_guest }) => is_guest },
  { name: "admin", holds: "flag", value: ({ admin }) => admin },
  { name: "deactivated", holds: "flag", value: ({ deactivated }) => deactivated },
  { name: "erased", holds: "flag", value: ({ erased }) => erased },
  { name: "locked", holds: "flag", value: ({ locked }) => locked },
  { name: "shadow_banned", holds: "flag", value: ({ shadow_banned }) => shadow_banned },
  { name: "creation_ts", holds: "time", value: ({ creation_ts }) => creation_ts },
  { name: "last_seen_ts", holds: "time", value: ({ last_seen_ts }) => last_seen_ts },
  { name: "avatar_url", holds: "text", value: ({ avatar_url }) => avatar_url },
];
