import * as z from "zod/mini";

import { Count } from "#lib/contract/kit/bounds.ts";
import { endpoint } from "#lib/contract/kit/endpoint.ts";
import { unaffected } from "#lib/contract/kit/mas.ts";
import { Empty, RoomId, UserId } from "#lib/contract/kit/scalars.ts";
import { entries, rows } from "#lib/contract/kit/tolerant.ts";

/** The delivery's ID in a notice. Synapse's own memory of it lasts half an hour. */
export const NOTICE_ID = "synapse_dashboard.notice_id";

/** Calls that only jobs make. Never published to the browser. */
export const jobCalls = {
  room: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/rooms/{room_id}",
    input: { room_id: RoomId },
    output: z.object({ join_rules: z.nullish(z.string()) }),
  }),

  roomAlias: endpoint({
    method: "GET",
    path: "/_matrix/client/v3/directory/room/{alias}",
    input: { alias: z.string() },
    output: z.object({ room_id: z.string() }),
  }),

  /** A repeat with the same ID and token within half an hour returns the first event. */
  sendNotice: endpoint({
    method: "PUT",
    path: "/_synapse/admin/v1/send_server_notice/{txn_id}",
    input: {
      txn_id: z.string(),
      user_id: UserId,
      content: z.object({
        msgtype: z.literal("m.text"),
        body: z.string(),
        [NOTICE_ID]: z.string(),
      }),
    },
    output: z.object({ event_id: z.string() }),
    underMas: unaffected,
  }),

  /** To an invalid account: sends nothing, and shows whether the server sends notices. */
  noticeProbe: endpoint({
    method: "POST",
    path: "/_synapse/admin/v1/send_server_notice",
    input: { user_id: z.literal("nobody"), content: z.object({}) },
    output: Empty,
    underMas: unaffected,
  }),

  /** A room's latest messages, read only to find our own notices. */
  latestNotices: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/rooms/{room_id}/messages",
    input: {
      room_id: RoomId,
      dir: z.literal("b"),
      limit: z.number(),
      filter: z.literal('{"types":["m.room.message"]}'),
    },
    output: z.object({
      chunk: rows(
        z.object({
          event_id: z.string(),
          content: z.object({ [NOTICE_ID]: z.optional(z.string()) }),
        }),
      ),
    }),
  }),

  /** The number of an account's files. */
  userMedia: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/users/{user_id}/media",
    input: { user_id: UserId, limit: z.literal(1) },
    output: z.object({ total: Count }),
  }),

  /** Deletes the newest 100 files, quarantined and protected ones included, and lists them. */
  deleteUserMedia: endpoint({
    method: "DELETE",
    path: "/_synapse/admin/v1/users/{user_id}/media",
    input: { user_id: UserId },
    output: z.object({ deleted_media: rows(z.string()) }),
    underMas: unaffected,
  }),

  /** Lists the rooms: an empty list means the current ones, without those the account has left. */
  redact: endpoint({
    method: "POST",
    path: "/_synapse/admin/v1/user/{user_id}/redact",
    feature: "redaction",
    input: {
      user_id: UserId,
      rooms: z.array(z.string()),
      reason: z.optional(z.string()),
      /** In each room, the newest first. Synapse's own default is 1,000. */
      limit: z.number(),
      use_admin: z.boolean(),
      before_ts: z.optional(z.number()),
      after_ts: z.optional(z.number()),
    },
    output: z.object({ redact_id: z.string() }),
    underMas: unaffected,
  }),

  redactStatus: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/user/redact_status/{redact_id}",
    feature: "redaction",
    input: { redact_id: z.string() },
    output: z.object({
      status: z.string(),
      failed_redactions: z.nullish(entries(z.string())),
      error: z.nullish(z.string()),
    }),
  }),

  redactions: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/scheduled_tasks",
    feature: "scheduledTasks",
    input: { action_name: z.literal("redact_all_events"), resource_id: UserId },
    output: z.object({
      scheduled_tasks: rows(z.object({ id: z.string(), status: z.string() })),
    }),
  }),
};
