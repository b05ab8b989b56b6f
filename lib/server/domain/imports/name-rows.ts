import "server-only";

import { generateUserName } from "#lib/passwords/generate-password.ts";
import * as importRows from "#lib/server/store/import-rows.ts";

const BATCH = 1000;

/** Gives a random user name to rows without one. */
export async function nameRows(importId: string, server: string): Promise<void> {
  for (;;) {
    const rows = await importRows.nameless(importId, BATCH);
    if (rows.length === 0) return;
    await importRows.setNames(
      importId,
      rows.map(({ line }) => ({ line, user_id: `@${generateUserName()}:${server}` })),
    );
  }
}
