import { describe, expect, onTestFinished, test } from "vitest";

import type { AuditRecord } from "#lib/contract/audit.ts";
import { asAdmin } from "#tests/support/as-admin.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import type { Account } from "#scripts/support/synapse/client.ts";
import {
  createTestDatabase,
  startDashboard,
  testHomeserver,
  testPostgres,
} from "#tests/support/test-run.ts";
import { until } from "#scripts/support/until.ts";
import { Visitor } from "#tests/support/visitor.ts";

const homeserver = testHomeserver();
const KILLS = 5;
const SECRET = "a secret that lies elsewhere than the store";

/** The settings of a dashboard on one kind of store. */
const KINDS = [
  ["the embedded store", true, async (): Promise<Record<string, string>> => ({})],
  [
    "PostgreSQL",
    testPostgres() !== undefined,
    async () => ({ DATABASE_URL: await createTestDatabase(), SESSION_SECRET: SECRET }),
  ],
] as const;

describe.each(KINDS)("a killed dashboard on %s", (_, isThere, settings) => {
  test.skipIf(!isThere)(
    "keeps everything it has acknowledged after repeated crashes",
    async () => {
      const { matrix } = await asAdmin(homeserver);
      const env = { ...(await settings()), LOG_LEVEL: "warn" };
      const dashboard = await startDashboard({ homeserverUrl: homeserver.baseUrl, env });
      onTestFinished(() => dashboard.stop());
      const accounts = await Promise.all([1, 2, 3].map(() => matrix.createUser({ admin: true })));
      const crowd = new Crowd(dashboard);
      const busy = accounts.flatMap((account) => [crowd.rename(account), crowd.signIn(account)]);

      for (let kill = 0; kill < KILLS; kill += 1) {
        const enough = crowd.acknowledged() + 10 + Math.floor(Math.random() * 30);
        await until("writes", () => crowd.acknowledged() >= enough, { timeoutMs: 30_000 });
        await dashboard.kill();
        await dashboard.restart();
      }
      crowd.goesHome = true;
      await Promise.all(busy);

      for (const visitor of crowd.sessions) {
        expect(await visitor.read("session.lifetime")).toMatchObject({ status: 200 });
      }
      const outcomes = await outcomesOfRenames(crowd.sessions[0]);
      expect(crowd.renamed.filter((name) => outcomes.get(name) !== "done")).toEqual([]);
      // The answer to one that was done may have been lost; what is not known is not claimed.
      const allowed = [undefined, "done", "running", "unknown"];
      expect(crowd.lost.filter((name) => !allowed.includes(outcomes.get(name)))).toEqual([]);
      expect([...outcomes.keys()].filter((name) => !crowd.hasTried(name))).toEqual([]);
    },
    150_000,
  );
});

/** People who do what they can as fast as they can, at a dashboard that is killed now and then. */
class Crowd {
  /** What was acknowledged: those who have signed in, and the names that a device was given. */
  readonly sessions: Visitor[] = [];
  readonly renamed: string[] = [];
  /** Names that were sent and got no answer. */
  readonly lost: string[] = [];
  goesHome = false;
  readonly #dashboard: Dashboard;

  constructor(dashboard: Dashboard) {
    this.#dashboard = dashboard;
  }

  acknowledged = () => this.sessions.length + this.renamed.length;
  hasTried = (name: string) => this.renamed.includes(name) || this.lost.includes(name);

  async signIn({ localpart, password }: Account): Promise<void> {
    while (!this.goesHome) {
      const visitor = new Visitor(this.#dashboard.url);
      const answer = await this.#try(() => visitor.signIn(localpart, password));
      if (answer) this.sessions.push(visitor);
    }
  }

  async rename(account: Account): Promise<void> {
    const { localpart, password, userId: user_id } = account;
    const visitor = new Visitor(this.#dashboard.url);
    await visitor.signIn(localpart, password);
    const { sessions } = (await visitor.read("session.list")).json as {
      sessions: { is_current: boolean; device_id: string }[];
    };
    const device_id = sessions.find(({ is_current }) => is_current)?.device_id;
    for (let turn = 0; !this.goesHome; turn += 1) {
      const display_name = `${localpart} ${turn}`;
      const input = { user_id, device_id, display_name };
      const answer = await this.#try(() => visitor.write("devices.rename", input));
      (answer ? this.renamed : this.lost).push(display_name);
    }
  }

  /** One attempt. Undefined: there was no answer; the next attempt waits until there is one again. */
  async #try(attempt: () => ReturnType<Visitor["ask"]>) {
    const answer = await attempt().catch(() => undefined);
    if (answer) expect(answer).toMatchObject({ status: 200 });
    else await until("the dashboard to be back", () => this.#answers(), { timeoutMs: 30_000 });
    return answer;
  }

  #answers = () =>
    new Visitor(this.#dashboard.url).ask("/api/health").then(
      ({ status }) => status === 200,
      () => false,
    );
}

/** What the audit trail has of each name that a device was given. */
async function outcomesOfRenames(visitor: Visitor | undefined) {
  const outcomes = new Map<string, AuditRecord["outcome"]>();
  for (let before: string | null | undefined; before !== null;) {
    const input = { action: "devices.rename", limit: 500, ...(before && { before }) };
    const answer = await visitor?.read("audit.list", input);
    const page = answer?.json as { records: AuditRecord[]; next: string | null };
    for (const { input, outcome } of page.records) {
      outcomes.set(String(input["display_name"]), outcome);
    }
    before = page.next;
  }
  return outcomes;
}
