import * as z from "zod/mini";

import { endpoint } from "#lib/contract/kit/endpoint.ts";
import { Empty, Milliseconds, RoomId, UserId } from "#lib/contract/kit/scalars.ts";
import { rows } from "#lib/contract/kit/tolerant.ts";
import { byMasAlone, unaffected } from "#lib/contract/kit/mas.ts";

/** Calls that only our own server makes. */
export const accessCalls = {
  /** https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#login-as-a-user */
  login: endpoint({
    method: "POST",
    path: "/_synapse/admin/v1/users/{user_id}/login",
    input: { user_id: UserId, valid_until_ms: Milliseconds },
    output: z.object({ access_token: z.string() }),
    underMas: byMasAlone,
  }),

  /** A Synapse without this filter returns the whole state. */
  state: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/rooms/{room_id}/state",
    input: { room_id: RoomId, type: z.string() },
    output: z.object({
      state: rows(
        z.object({
          type: z.string(),
          state_key: z.string(),
          sender: z.string(),
          content: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  }),

  members: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/rooms/{room_id}/members",
    input: { room_id: RoomId },
    output: z.object({ members: rows(z.string()) }),
  }),

  /** https://spec.matrix.org/latest/client-server-api/#post_matrixclientv3roomsroomidleave */
  leave: endpoint({
    method: "POST",
    path: "/_matrix/client/v3/rooms/{room_id}/leave",
    input: { room_id: RoomId },
    output: Empty,
    underMas: unaffected,
  }),
};
