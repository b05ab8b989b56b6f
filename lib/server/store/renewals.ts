import "server-only";
import { sql } from "kysely";

import { withStore } from "./store.ts";

/** A session's token as read: a renewed one differs. */
type Seen = { id: string; sealed_token: string };
type Lease = { id: string; until: Date };

/** Claims the refresh for this process until the lease ends. */
export async function take({ id, sealed_token }: Seen, lastsMs: number): Promise<Lease | null> {
  const until = new Date(Date.now() + lastsMs);
  const taken = await withStore((db) =>
    db
      .updateTable("sessions")
      .set({ renewing_until: until })
      .where("id", "=", id)
      .where("sealed_token", "=", sealed_token)
      .where((row) =>
        row.or([row("renewing_until", "is", null), row("renewing_until", "<", sql<Date>`now()`)]),
      )
      .returning("id")
      .executeTakeFirst(),
  );
  return taken ? { id, until } : null;
}

/** Stores the new token, unless another process took over the lease. Returns whether it did. */
export async function settle(
  { id, until }: Lease,
  given: { sealed_token: string; renew_at: Date | null },
): Promise<boolean> {
  const kept = await withStore((db) =>
    db
      .updateTable("sessions")
      .set({ ...given, renewing_until: null })
      .where("id", "=", id)
      .where("renewing_until", "=", until)
      // A token revoked at the homeserver meanwhile stays revoked.
      .where("sealed_token", "is not", null)
      .returning("id")
      .executeTakeFirst(),
  );
  return kept !== undefined;
}

export const release = ({ id, until }: Lease) =>
  withStore((db) =>
    db
      .updateTable("sessions")
      .set({ renewing_until: null })
      .where("id", "=", id)
      .where("renewing_until", "=", until)
      .execute(),
  );
