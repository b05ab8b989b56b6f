import "server-only";

import { withStore } from "./store.ts";

type At = { issuer: string; redirect_uri: string };

export const find = ({ issuer, redirect_uri }: At): Promise<{ client_id: string } | undefined> =>
  withStore((db) =>
    db
      .selectFrom("oauth_clients")
      .select("client_id")
      .where("issuer", "=", issuer)
      .where("redirect_uri", "=", redirect_uri)
      .executeTakeFirst(),
  );

/** The latest registration wins. */
export const keep = (client: At & { client_id: string }) =>
  withStore((db) =>
    db
      .insertInto("oauth_clients")
      .values({ ...client, registered_at: new Date() })
      .onConflict((conflict) =>
        conflict
          .columns(["issuer", "redirect_uri"])
          .doUpdateSet({ client_id: client.client_id, registered_at: new Date() }),
      )
      .execute(),
  );
