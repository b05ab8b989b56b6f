import "server-only";
import type { Insertable, Selectable } from "kysely";

import { withStore } from "./store.ts";
import type { LoginsTable } from "./tables.ts";

export type LoginRow = Selectable<LoginsTable>;

export const insert = async (row: Insertable<LoginsTable>): Promise<LoginRow> =>
  withStore((db) => db.insertInto("logins").values(row).returningAll().executeTakeFirstOrThrow());

type LoginKey = { homeserver: string; target: string };

/** Valid tokens of this account or of all, the longest-lived first. */
export const listAlive = ({
  homeserver,
  target,
}: Pick<LoginKey, "homeserver"> & Partial<LoginKey>): Promise<LoginRow[]> =>
  withStore((db) =>
    db
      .selectFrom("logins")
      .selectAll()
      .where("homeserver", "=", homeserver)
      .$if(target !== undefined, (query) => query.where("target", "=", `${target}`))
      .where("expires_at", ">", new Date())
      .orderBy("expires_at", "desc")
      .execute(),
  );

export const find = (id: string, { homeserver, target }: LoginKey): Promise<LoginRow | undefined> =>
  withStore((db) =>
    db
      .selectFrom("logins")
      .selectAll()
      .where("id", "=", id)
      .where("homeserver", "=", homeserver)
      .where("target", "=", target)
      .executeTakeFirst(),
  );

/** The homeserver rejects its token by now. */
export const remove = (id: string) =>
  withStore((db) => db.deleteFrom("logins").where("id", "=", id).execute());

/** Deletes expired tokens. */
export const removeExpired = async (): Promise<void> => {
  await withStore((db) => db.deleteFrom("logins").where("expires_at", "<=", new Date()).execute());
};
