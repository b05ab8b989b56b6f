import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

import { knownPostgres } from "#scripts/support/postgres/find.ts";
import { settings } from "#tests/support/settings.ts";

const empty = fileURLToPath(new URL("node_modules/server-only/empty.js", import.meta.url));
const testsIn = (folder: string) => ({
  name: folder,
  include: [`tests/${folder}/**/*.test.{ts,tsx}`],
  setupFiles: ["tests/support/setup.ts"],
  pool: "threads" as const,
  // Generous: a busy machine is slow, and no test is about how fast it is.
  testTimeout: 30_000,
});

/**
 * Files of one worker share their modules: to load these took longer than the tests. By default one core stays idle.
 */
const quick = { isolate: false, maxWorkers: "100%" };

export default defineConfig({
  // Outside the bundler `server-only` throws: its marker is for the bundler.
  resolve: { alias: { "server-only": empty } },
  test: {
    projects: [
      { extends: true, test: { ...testsIn("unit"), ...quick, env: settings } },
      { extends: true, test: { ...testsIn("components"), ...quick, environment: "happy-dom" } },
      {
        extends: true,
        test: {
          ...testsIn("store"),
          name: "store, embedded",
          setupFiles: ["tests/support/setup.ts", "tests/support/store-embedded.ts"],
          env: settings,
          hookTimeout: 60_000,
        },
      },
      // Left out where there is no PostgreSQL: `npm test` says so.
      ...(knownPostgres() || process.env["TEST_DATABASE_URL"]
        ? [
            {
              extends: true as const,
              test: {
                ...testsIn("store"),
                name: "store, PostgreSQL",
                setupFiles: ["tests/support/setup.ts", "tests/support/store-postgres.ts"],
                globalSetup: "tests/support/integration-setup.ts",
                env: settings,
                hookTimeout: 60_000,
              },
            },
          ]
        : []),
      {
        extends: true,
        test: {
          ...testsIn("integration"),
          env: settings,
          globalSetup: "tests/support/integration-setup.ts",
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
