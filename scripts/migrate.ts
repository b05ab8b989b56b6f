import { openQueue } from "#lib/server/jobs/open-queue.ts";
import { StoreError } from "#lib/server/store/store-error.ts";
import { openStore } from "#lib/server/store/store.ts";
import { SetupError } from "./support/setup-error.ts";

import { refuseArguments } from "./arguments.ts";
import { runCommand } from "./command.ts";

// Migrates a PostgreSQL to this version's schema, as the role that owns the tables. The dashboard does so at
// its start, if its own role may.
await runCommand(async () => {
  refuseArguments("npm run migrate");
  const url = process.env["DATABASE_URL"];
  if (!url) throw new SetupError("DATABASE_URL is not set. An embedded store needs no such step.");
  try {
    const store = await openStore({ url, dataDir: "" });
    const queue = await openQueue(store);
    await queue.stop({ graceful: false, close: false });
    await store.close();
  } catch (error) {
    throw error instanceof StoreError ? new SetupError(error.message) : error;
  }
  console.log("The store is up to date.");
  return 0;
});
