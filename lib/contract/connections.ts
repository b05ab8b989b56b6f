import * as z from "zod/mini";

import { endpoint } from "./kit/endpoint.ts";
import { Milliseconds, UserId } from "./kit/scalars.ts";
import { entries, rows, tolerant } from "./kit/tolerant.ts";

/** An address and a client that an account was used from together. */
const Connection = tolerant({
  ip: z.string(),
  user_agent: z.nullish(z.string()),
  last_seen: z.nullish(Milliseconds),
});
export type Connection = z.output<typeof Connection>;

const Whois = z.object({
  devices: entries(z.object({ sessions: rows(z.object({ connections: rows(Connection) })) })),
});

export const connections = {
  /**
   * Where an account was used from lately. Synapse has all of them under one nameless device, so nothing
   * tells which of the user's devices it was; and an account that does not exist has none.
   * https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#query-current-sessions-for-a-user
   */
  list: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/whois/{user_id}",
    input: { user_id: UserId },
    output: z.pipe(
      Whois,
      z.transform(({ devices }) => ({
        connections: Object.values(devices).flatMap(({ sessions }) =>
          sessions.flatMap((session) => session.connections),
        ),
      })),
    ),
  }),
};
