import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";

import { store } from "#lib/server/store/store.ts";

import { copyEmbeddedStore } from "./embedded-template.ts";

// Each file of tests has a store of its own, which the product opens as it does at its start.
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "dashboard-store-"));
  await copyEmbeddedStore(dataDir);
  process.env["DATA_DIR"] = dataDir;
});

afterAll(async () => {
  await (await store()).close();
  await rm(dataDir, { recursive: true, force: true });
});
