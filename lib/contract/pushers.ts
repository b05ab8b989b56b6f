import * as z from "zod/mini";

import { endpoint } from "./kit/endpoint.ts";
import { UserId } from "./kit/scalars.ts";
import { rows, tolerant } from "./kit/tolerant.ts";

const SynapsePusher = tolerant({
  app_display_name: z.nullish(z.string()),
  app_id: z.string(),
  device_display_name: z.nullish(z.string()),
  device_id: z.nullish(z.string()),
  /** `http` or `email`. */
  kind: z.nullish(z.string()),
  lang: z.nullish(z.string()),
  enabled: z.nullish(z.boolean()),
  pushkey: z.nullish(z.string()),
  data: z.nullish(z.object({ url: z.nullish(z.string()), format: z.nullish(z.string()) })),
});

/** A push token allows pushing to the device: the only pushkeys passed on are email addresses. */
const Pusher = z.pipe(
  SynapsePusher,
  z.transform(({ pushkey, data, ...pusher }) => ({
    ...pusher,
    email: pusher.kind === "email" ? (pushkey ?? null) : null,
    url: data?.url ?? null,
    /** Notifications pass other companies' servers without content. */
    has_no_content: data?.format === "event_id_only",
  })),
);
export type Pusher = z.output<typeof Pusher>;

export const pushers = {
  /** https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#list-all-pushers */
  list: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/users/{user_id}/pushers",
    input: { user_id: UserId },
    output: z.object({ pushers: rows(Pusher) }),
  }),
};
