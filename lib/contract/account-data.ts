import * as z from "zod/mini";

import { endpoint } from "./kit/endpoint.ts";
import { UserId } from "./kit/scalars.ts";
import { entries } from "./kit/tolerant.ts";

/** By type: any client data. */
const ByType = z.record(z.string(), z.unknown());

export const accountData = {
  /**
   * Data that clients store for a user at the homeserver. It is private, so reading it is recorded.
   * https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#account-data
   */
  get: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/users/{user_id}/accountdata",
    input: { user_id: UserId },
    output: z.object({
      account_data: z.object({
        global: ByType,
        rooms: entries(ByType),
      }),
    }),
    isRecorded: true,
  }),
};
