import { beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";

import { asAdmin } from "#tests/support/as-admin.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { startProxy } from "#tests/support/proxy.ts";
import type { Synapse } from "#scripts/support/synapse/server.ts";
import {
  createTestDatabase,
  startDashboard,
  startTestSynapse,
  testPostgres,
} from "#tests/support/test-run.ts";
import { until } from "#scripts/support/until.ts";
import { Visitor } from "#tests/support/visitor.ts";

// Tokens have to run out meanwhile.
vi.setConfig({ testTimeout: 120_000 });
const LIFETIME_MS = 2_000;
const PATIENCE = { timeoutMs: 60_000 };
let synapse: Synapse;
let admin: Awaited<ReturnType<typeof asAdmin>>;
beforeAll(async () => {
  synapse = await startTestSynapse({ refreshable_access_token_lifetime: LIFETIME_MS });
  admin = await asAdmin(synapse);
  return () => synapse.stop();
});

type Asked = {
  refreshes: number;
  tokens: Set<string>;
  /** Whether the next answer with a token gets lost. */
  loseNext: boolean;
  /** What the next deactivation waits for. */
  hold?: (token: string) => Promise<void>;
};

/** Dashboards behind one address, taken in turns, and what they ask of the homeserver. */
async function start({ replicas = 1, env = {} }: { replicas?: number; env?: object } = {}) {
  const asked: Asked = { refreshes: 0, loseNext: false, tokens: new Set() };
  const homeserver = await startProxy(synapse.baseUrl, (url, { authorization = "" }) => {
    const token = authorization.replace("Bearer ", "");
    if (token) asked.tokens.add(token);
    if (asked.hold && url.includes("/deactivate/")) {
      const holding = asked.hold(token);
      delete asked.hold;
      return holding;
    }
    if (!url.endsWith("/refresh")) return undefined;
    asked.refreshes += 1;
    if (!asked.loseNext) return undefined;
    asked.loseNext = false;
    return "unanswered";
  });
  const all: Dashboard[] = [];
  let turn = 0;
  const balancer = await startProxy(() => all[turn++ % all.length]?.url ?? "");
  const PUBLIC_URL = balancer.url;
  const launch = () =>
    startDashboard({
      homeserverUrl: homeserver.url,
      env: { PUBLIC_URL, HOMESERVER_TIMEOUT_MS: "5000", ...env },
    });
  all.push(...(await Promise.all(Array.from({ length: replicas }, launch))));
  onTestFinished(async () => {
    await Promise.all(all.map((dashboard) => dashboard.stop()));
    await Promise.all([homeserver, balancer].map((proxy) => proxy[Symbol.asyncDispose]()));
  });
  const account = await admin.matrix.createUser({ admin: true });
  const signIn = async () => {
    const visitor = new Visitor(balancer.url);
    const { localpart, password } = account;
    expect(await visitor.signIn(localpart, password)).toMatchObject({ status: 200 });
    return visitor;
  };
  return { asked, account, signIn, visitor: await signIn() };
}

/** Asks all the time until the token has been renewed so often. */
async function askUntil(visitor: Visitor, refreshes: () => number, goal: number) {
  const told = new Set<number>();
  await until(
    "the tokens to be renewed",
    async () => {
      const input = { limit: 1, name: `nobody-${Math.random()}` };
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => visitor.read("users.list", input)),
      );
      for (const { status } of answers) told.add(status);
      return refreshes() >= goal;
    },
    PATIENCE,
  );
  return [...told];
}

describe("a session whose tokens last seconds", () => {
  test("outlives several tokens, and removes its device at its end", async () => {
    const { asked, visitor, account } = await start();
    expect(await askUntil(visitor, () => asked.refreshes, 3)).toEqual([200]);
    expect(asked.tokens.size).toBeGreaterThanOrEqual(3);
    expect(await visitor.write("session.end")).toMatchObject({ json: { token: "revoked" } });
    expect(await admin.matrix.devicesOf(account.userId)).toEqual([]);
  });

  test("loses nothing when a refresh answer is lost", async () => {
    const { asked, visitor } = await start();
    asked.loseNext = true;
    expect(await askUntil(visitor, () => asked.refreshes, 4)).toEqual([200]);
    expect(asked.loseNext).toBe(false);
  });

  test("removes its device when it ends after its last token expired", async () => {
    const { asked, visitor, account, signIn } = await start();
    const [token = ""] = asked.tokens;
    const other = await signIn();
    await until(
      "the token to run out",
      async () => !(await admin.matrix.isTokenAlive(token)),
      PATIENCE,
    );
    expect(await other.write("session.revokeOthers")).toMatchObject({ json: { ended: 1 } });
    await until(
      "one device to be left",
      async () => (await admin.matrix.devicesOf(account.userId)).length === 1,
      PATIENCE,
    );
    expect(await visitor.read("session.lifetime")).toMatchObject({ status: 401 });
  });

  test("finishes its jobs", async () => {
    const { asked, visitor } = await start();
    const users = await Promise.all([admin.matrix.createUser(), admin.matrix.createUser()]);
    // The first call of the job comes to the homeserver when its token has run out on the way.
    asked.hold = async (token) =>
      until(
        "the token to run out",
        async () => !(await admin.matrix.isTokenAlive(token)),
        PATIENCE,
      ).then(() => undefined);
    const started = await visitor.write("jobs.start", {
      task: { kind: "deactivate", erase: false },
      selection: { user_ids: users.map(({ userId }) => userId) },
    });
    const { job_id } = started.json as { job_id: string };
    await until(
      "the job to end",
      async () => {
        const { json } = await visitor.read("jobs.get", { job_id });
        return (json as { state: string }).state === "done";
      },
      PATIENCE,
    );
    expect(await visitor.read("jobs.get", { job_id })).toMatchObject({
      json: { counts: { done: 2 } },
    });
    expect(asked.hold).toBeUndefined();
  });

  test.skipIf(!testPostgres())("refreshes once for all dashboards that share a store", async () => {
    const env = {
      DATABASE_URL: await createTestDatabase(),
      SESSION_SECRET: "one secret for all that share a store",
    };
    const { asked, visitor } = await start({ replicas: 2, env });
    expect(await askUntil(visitor, () => asked.refreshes, 4)).toEqual([200]);
    // Each token that was used came from one renewal, and the first from signing in.
    expect(asked.tokens.size).toBeLessThanOrEqual(asked.refreshes + 1);
  });
});
