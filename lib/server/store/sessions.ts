import "server-only";
import type { Insertable, Selectable } from "kysely";

import type { Refusal } from "#lib/routes.ts";

import { withStore } from "./store.ts";
import type { SessionsTable } from "./tables.ts";

export type SessionRow = Selectable<SessionsTable>;
type EndReason = "signed_out" | "revoked" | "refused" | Refusal;
/** Another homeserver may have a user of the same name. */
type Who = { userId: string; realm: string };
type Before = { seenAt: Date; startedAt: Date };
/** Later jobs hold their token. */
type HeldSince = { jobsFrom: Date };

export const insert = (row: Insertable<SessionsTable>) =>
  withStore((db) => db.insertInto("sessions").values(row).execute());

export const findByHandle = (handleHash: string): Promise<SessionRow | undefined> =>
  withStore((db) =>
    db.selectFrom("sessions").selectAll().where("handle_hash", "=", handleHash).executeTakeFirst(),
  );

export const get = (id: string): Promise<SessionRow | undefined> =>
  withStore((db) => db.selectFrom("sessions").selectAll().where("id", "=", id).executeTakeFirst());

export const touch = (id: string, seenAt: Date) =>
  withStore((db) =>
    db.updateTable("sessions").set({ seen_at: seenAt }).where("id", "=", id).execute(),
  );

/** Ends it here. Unless its token is known to be dead, it is revoked at the homeserver later. */
export const end = (id: string, reason: EndReason, { tokenIsDead }: { tokenIsDead: boolean }) =>
  withStore((db) =>
    db
      .updateTable("sessions")
      .set((row) => ({
        // The first reason stays.
        ended_at: row.fn.coalesce("ended_at", row.val(new Date())),
        end_reason: row.fn.coalesce("end_reason", row.val(reason)),
        ...(tokenIsDead && { sealed_token: null }),
      }))
      .where("id", "=", id)
      .execute(),
  );

/** A person's open sessions, newest first. */
export const listOpen = ({ userId, realm }: Who, before: Before): Promise<SessionRow[]> =>
  withStore((db) =>
    db
      .selectFrom("sessions")
      .selectAll()
      .where("user_id", "=", userId)
      .where("realm", "=", realm)
      .where("ended_at", "is", null)
      .where("seen_at", ">", before.seenAt)
      .where("started_at", ">", before.startedAt)
      .orderBy("seen_at", "desc")
      .execute(),
  );

/** Ends this person's open sessions: that one, or all others. Returns how many. */
export async function revoke({ userId, realm }: Who, which: { id: string } | { except: string }) {
  const ended = await withStore((db) => {
    const update = db
      .updateTable("sessions")
      .set({ ended_at: new Date(), end_reason: "revoked" })
      .where("user_id", "=", userId)
      .where("realm", "=", realm)
      .where("ended_at", "is", null);
    return (
      "id" in which ? update.where("id", "=", which.id) : update.where("id", "<>", which.except)
    )
      .returning("id")
      .execute();
  });
  return ended.length;
}

/**
 * Claims sessions that have ended here and not yet at the homeserver, until `until`: then the next process
 * may take them. Skips sessions whose token a job still needs, unless they were revoked.
 */
export const takeEnded = (
  before: Before & HeldSince,
  until: Date,
  limit: number,
): Promise<SessionRow[]> =>
  withStore((db) =>
    db
      .updateTable("sessions")
      .set((row) => ({ retry_at: until, attempts: row("attempts", "+", 1) }))
      .where("id", "in", (rows) =>
        rows
          .selectFrom("sessions")
          .select("id")
          .where("sealed_token", "is not", null)
          .where((row) =>
            row.or([
              row("ended_at", "is not", null),
              row("seen_at", "<=", before.seenAt),
              row("started_at", "<=", before.startedAt),
            ]),
          )
          .where((row) => row.or([row("retry_at", "is", null), row("retry_at", "<", new Date())]))
          .where((row) =>
            row.or([
              row("end_reason", "<>", "signed_out"),
              row.not(
                row.exists(
                  row
                    .selectFrom("jobs")
                    .select("jobs.id")
                    .whereRef("jobs.session_id", "=", "sessions.id")
                    .where("jobs.state", "in", ["running", "paused"])
                    .where("jobs.created_at", ">", before.jobsFrom),
                ),
              ),
            ]),
          )
          .orderBy("started_at")
          .limit(limit)
          .forUpdate()
          .skipLocked(),
      )
      .returningAll()
      .execute(),
  );

export const retryAt = (id: string, at: Date) =>
  withStore((db) =>
    db.updateTable("sessions").set({ retry_at: at }).where("id", "=", id).execute(),
  );

/** Its token is revoked at its end, like any other. */
export const setNotKept = (id: string) =>
  withStore((db) =>
    db.updateTable("sessions").set({ keeps_token: false }).where("id", "=", id).execute(),
  );

/** Its device is gone from the homeserver. The row stays until its cookie has expired as well. */
export const markRevoked = (id: string) =>
  withStore((db) =>
    db.updateTable("sessions").set({ sealed_token: null }).where("id", "=", id).execute(),
  );

/** Deletes sessions that are completely over. */
export const removeRevoked = (startedBefore: Date) =>
  withStore((db) =>
    db
      .deleteFrom("sessions")
      .where("sealed_token", "is", null)
      .where("started_at", "<", startedBefore)
      .execute(),
  );
