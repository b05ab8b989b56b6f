import * as z from "zod/mini";

import { Count, Moment } from "./kit/bounds.ts";
import { endpoint } from "./kit/endpoint.ts";
import { unaffected } from "./kit/mas.ts";
import { Empty, UserId } from "./kit/scalars.ts";
import { entries } from "./kit/tolerant.ts";

/** More than any server could handle; Synapse sets no limit. */
const Amount = z.int().check(z.minimum(1), z.maximum(1_000_000));

/** Both absent: the server's limits apply. Zero messages a second: no limit. */
const RateLimit = z.object({
  messages_per_second: z.optional(z.number()),
  burst_count: z.optional(z.number()),
});
export type RateLimit = z.infer<typeof RateLimit>;

const rateLimitPath = "/_synapse/admin/v1/users/{user_id}/override_ratelimit";
const featuresPath = "/_synapse/admin/v1/experimental_features/{user_id}";

/** A user's limits and extra features, and their activity. */
export const limits = {
  /** https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#override-ratelimiting-for-users */
  rateLimit: endpoint({
    method: "GET",
    path: rateLimitPath,
    input: { user_id: UserId },
    output: RateLimit,
  }),

  /**
   * Both are at least one: Synapse takes zero messages a second for no limit, and a burst of zero blocks
   * sending.
   */
  setRateLimit: endpoint({
    method: "POST",
    path: rateLimitPath,
    input: { user_id: UserId, messages_per_second: Amount, burst_count: Amount },
    output: RateLimit,
    underMas: unaffected,
  }),

  /** No rate limit for this user. Synapse means the same by an empty body. */
  liftRateLimit: endpoint({
    method: "POST",
    path: rateLimitPath,
    input: { user_id: UserId, messages_per_second: z.literal(0), burst_count: z.literal(0) },
    output: RateLimit,
    underMas: unaffected,
  }),

  /** Back to the server's own limits. */
  removeRateLimit: endpoint({
    method: "DELETE",
    path: rateLimitPath,
    input: { user_id: UserId },
    output: Empty,
    underMas: unaffected,
  }),

  /**
   * The features enabled for this user alone, without the server's. The list changes with each release.
   * https://element-hq.github.io/synapse/latest/admin_api/experimental_features.html
   */
  features: endpoint({
    method: "GET",
    path: featuresPath,
    feature: "userFeatures",
    input: { user_id: UserId },
    output: z.object({ features: entries(z.boolean()) }),
  }),

  setFeatures: endpoint({
    method: "PUT",
    path: featuresPath,
    feature: "userFeatures",
    input: { user_id: UserId, features: z.record(z.string().check(z.maxLength(100)), z.boolean()) },
    output: Empty,
    underMas: unaffected,
  }),

  /** https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#get-the-number-of-invites-sent-by-the-user */
  sentInvites: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/users/{user_id}/sent_invite_count",
    feature: "activity",
    input: { user_id: UserId, from_ts: Moment },
    output: z.object({ invite_count: Count }),
  }),

  /**
   * Rooms joined since then, including rooms left again.
   * https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#get-the-cumulative-number-of-rooms-a-user-has-joined-after-a-given-timestamp
   */
  joinedRooms: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/users/{user_id}/cumulative_joined_room_count",
    feature: "activity",
    input: { user_id: UserId, from_ts: Moment },
    output: z.object({ cumulative_joined_room_count: Count }),
  }),
};
