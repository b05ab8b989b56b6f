import { Readable } from "node:stream";
import { expect, test, vi } from "vitest";

import type { Import } from "#lib/contract/imports.ts";
import { residentMb } from "#tests/bench/memory.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { until } from "#scripts/support/until.ts";
import { Visitor } from "#tests/support/visitor.ts";

const ROWS = 200_000;
const WARM_UP = 50_000;
// Held in memory, the parsed rows alone take more than that.
const MOST_MB = 150;
const LOOK_EVERY = 2000;
vi.setConfig({ testTimeout: 300_000 });

const line = (row: number) => `user-${row},Name of user ${row},user-${row}@example.org\n`;

test("imports a file of 200,000 rows without holding it in memory", async () => {
  const { baseUrl, admin } = testHomeserver();
  const dashboard = await startDashboard({ homeserverUrl: baseUrl });
  const visitor = new Visitor(dashboard.url);
  await visitor.signIn(admin.localpart, admin.password);
  const send = async (count: number) => {
    let most = 0;
    const rows = function* () {
      yield "user_id,displayname,email\n";
      for (let row = 0; row < count; row += 1) {
        if (row % LOOK_EVERY === 0) most = Math.max(most, residentMb(dashboard.process.pid));
        yield line(row);
      }
    };
    const answer = await visitor.ask("/api/imports/users?name=large.csv", {
      method: "POST",
      body: Readable.from(rows()),
    });
    expect(answer.status).toBe(200);
    most = Math.max(most, residentMb(dashboard.process.pid));
    return { most, import_id: (answer.json as { import_id: string }).import_id };
  };
  // What any file needs once, its check too: the store inside the process gives no memory back.
  const { import_id: first } = await send(WARM_UP);
  await until(
    "the first file to be checked",
    async () => {
      const { json } = await visitor.read("imports.get", { import_id: first });
      return (json as Import).state === "checked";
    },
    { timeoutMs: 120_000 },
  );
  const before = residentMb(dashboard.process.pid);
  const { most, import_id } = await send(ROWS);
  expect(most - before).toBeLessThan(MOST_MB);

  const { json } = await visitor.read("imports.get", { import_id });
  expect(json as Import).toMatchObject({ rows: ROWS });
  const { json: last } = await visitor.read("imports.rows", {
    import_id,
    from: ROWS - 1,
    limit: 1,
  });
  expect(last).toMatchObject({ total: ROWS, rows: [{ line: ROWS + 1 }] });
  await dashboard.stop();
});
