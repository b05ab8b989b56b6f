import { afterAll, beforeAll } from "vitest";

import { store } from "#lib/server/store/store.ts";

import { createTestDatabase } from "./test-run.ts";

// Each file of tests has a database of its own, which the product opens as it does at its start.
beforeAll(async () => {
  process.env["DATABASE_URL"] = await createTestDatabase();
});

afterAll(async () => {
  await (await store()).close();
});
