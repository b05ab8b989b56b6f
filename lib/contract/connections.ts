import * as z from "zod/mini";

import { endpoint } from "./kit/endpoint.ts";
import { Milliseconds, UserId } from "./kit/scalars.ts";
import { entries, rows, tolerant } from "./kit/tolerant.ts";

/** An address and a client that were used together. */
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
   * Where an account was recently used. Synapse reports all connections under one nameless device, so devices
   * can't be told apart; an unknown account has no connections.
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
