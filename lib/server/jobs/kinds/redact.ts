import "server-only";
import * as z from "zod/mini";

import { jobCalls } from "#lib/contract/internal/jobs.ts";
import { AppError, nullIf } from "#lib/errors.ts";
import { HOUR_MS } from "#lib/durations.ts";
import type { MakeKind, Result, Work } from "#lib/server/jobs/kind.ts";
import { membershipsOf } from "#lib/server/domain/rooms/memberships.ts";
import { requireFeature } from "#lib/server/homeserver/require-feature.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";
import { quote } from "#lib/server/homeserver/errors.ts";

const SETTLE_TIMEOUT_MS = 30_000;
/** The time limit of one account. */
const LONGEST_MS = 12 * HOUR_MS;
const LOOK_EVERY_MS = 250;
const LOOK_EVERY_MOST_MS = 10_000;
/** Per room: more than any user has written. */
const ALL = 1_000_000;
/** How many of the remaining messages are named. */
const NAMED = 100;

/** The stored progress of a redaction. */
const Known = z.object({
  begun_ts: z.optional(z.number()),
  /** Earlier redactions. */
  others: z.optional(z.array(z.string())),
  redact_id: z.optional(z.string()),
  /** Absent: Synapse does not report the number. */
  redacted_rooms: z.optional(z.number()),
  /** Excludes rooms that the account has left, which this Synapse does not report. */
  without_left_rooms: z.optional(z.literal(true)),
});
type Known = z.infer<typeof Known>;

/** The result: where messages were removed, as far as known. */
type Covered = Pick<Known, "redacted_rooms" | "without_left_rooms">;

const coveredOf = ({ redacted_rooms, without_left_rooms }: Covered) => ({
  ...(redacted_rooms !== undefined && { redacted_rooms }),
  ...(without_left_rooms && { without_left_rooms }),
});

/**
 * Removes an account's messages. Synapse does that in the background, so its ID is stored: a resumed job
 * follows the same redaction. One call covers a whole room. Another one would start with the newest message
 * again, however often it was redacted.
 */
export const redact: MakeKind<"redact"> = (task) => ({
  concurrency: 2,
  settleTimeoutMs: SETTLE_TIMEOUT_MS,
  prepare: async ({ homeserver }) => {
    if (task.after_ts !== undefined || task.before_ts !== undefined) {
      await requireFeature(homeserver, "redactionByTime");
    }
    if (task.use_admin) await requireFeature(homeserver, "redactionAsAdmin");
  },
  run: async (work) => {
    const known = Known.parse(work.known);
    if (known.redact_id) return follow(work, known);
    const rooms = task.rooms.length > 0 ? task.rooms : await everywhere(work);
    if (rooms?.length === 0) return { redacted_rooms: 0 };
    const others = await untilFree(work);
    const covered = rooms ? { redacted_rooms: rooms.length } : WITHOUT_LEFT_ROOMS;
    const begun = { begun_ts: Date.now(), others, ...covered };
    await work.checkpoint(begun);
    const { kind: _kind, limit = ALL, ...options } = task;
    // Without rooms, Synapse takes the account's current rooms, and those that banned it.
    const input = { ...options, limit, rooms: rooms ?? [], user_id: work.target };
    const { redact_id } = await work.record("users.redact", input, () =>
      callHomeserver(work.homeserver, jobCalls.redact, input),
    );
    await work.checkpoint({ ...begun, redact_id });
    return follow(work, { ...begun, redact_id });
  },
  verify: async (work) => {
    const known = Known.parse(work.known);
    const redact_id = known.redact_id ?? (await begunSince(work, known));
    return redact_id === undefined ? undefined : follow(work, { ...known, redact_id });
  },
});

const WITHOUT_LEFT_ROOMS = { without_left_rooms: true } as const;

/** Every room that the account was ever in; undefined where this Synapse knows only the current ones. */
async function everywhere({ homeserver, target }: Work): Promise<string[] | undefined> {
  const memberships = await membershipsOf(homeserver, target);
  return memberships && Object.keys(memberships).filter((room) => memberships[room] !== "invite");
}

/** Waits for the end of the redaction, and returns its result. */
async function follow(work: Work, known: Known): Promise<Result> {
  const { redact_id = "", begun_ts = 0 } = known;
  const covered = coveredOf(known);
  for (let wait = LOOK_EVERY_MS; ; wait = Math.min(wait * 2, LOOK_EVERY_MOST_MS)) {
    const { status, failed_redactions, error } = await callHomeserver(
      work.homeserver,
      jobCalls.redactStatus,
      { redact_id },
    );
    if (status === "complete") return ended(work, covered, failed_redactions ?? {});
    if (status === "failed" || Date.now() - begun_ts > LONGEST_MS) {
      await work.checkpoint(covered);
      throw new AppError("redaction_failed", { ...(error && { homeserverSays: quote(error) }) });
    }
    await rest(work, wait);
  }
}

/** From here on a retry starts a new redaction. */
async function ended(work: Work, covered: Result, failed: Record<string, string>) {
  const stayed = Object.entries(failed);
  if (stayed.length === 0) return covered;
  const failed_redactions = stayed
    .slice(0, NAMED)
    .map(([event_id, error]): Result => ({ event_id, error }));
  await work.checkpoint({ ...covered, failed_redactions, stayed: stayed.length });
  throw new AppError("redaction_partial");
}

const isUnderWay = ({ status }: { status: string }) =>
  status === "active" || status === "scheduled";

/** Synapse runs one redaction per account at a time. Returns the earlier ones. */
async function untilFree(work: Work): Promise<string[]> {
  const until = Date.now() + LONGEST_MS;
  for (;;) {
    const all = await redactionsOf(work);
    if (!all.some(isUnderWay)) return all.map(({ id }) => id);
    if (Date.now() > until) throw new AppError("redaction_failed");
    await rest(work, LOOK_EVERY_MOST_MS / 5);
  }
}

/** The redaction started right before its ID could be stored. */
async function begunSince(
  work: Work,
  { begun_ts, others = [] }: Known,
): Promise<string | undefined> {
  if (begun_ts === undefined) return undefined;
  return (await redactionsOf(work)).find(({ id }) => !others.includes(id))?.id;
}

async function redactionsOf({ homeserver, target }: Work) {
  const input = { action_name: "redact_all_events" as const, resource_id: target };
  // An older Synapse does not list redactions.
  const answer = await callHomeserver(homeserver, jobCalls.redactions, input).catch(
    nullIf("unsupported"),
  );
  return answer?.scheduled_tasks ?? [];
}

async function rest({ pause, signal }: Work, ms: number): Promise<void> {
  await pause(ms);
  if (signal.aborted) throw new AppError("shutting_down");
}
