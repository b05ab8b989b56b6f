import { beforeAll, describe, expect, test } from "vitest";

import type { AuditRecord } from "#lib/contract/audit.ts";
import type { OpenSession } from "#lib/contract/session.ts";
import { openStore } from "#lib/server/store/store.ts";
import { asAdmin } from "#tests/support/as-admin.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { query } from "#scripts/support/postgres/database.ts";
import { startProxy } from "#tests/support/proxy.ts";
import {
  createTestDatabase,
  startDashboard,
  testHomeserver,
  testPostgres,
} from "#tests/support/test-run.ts";
import { Visitor } from "#tests/support/visitor.ts";

const homeserver = testHomeserver();

test.skipIf(!testPostgres())(
  "migrates an empty database once when several dashboards open it",
  async () => {
    // Who is how quick is another each time.
    for (let round = 0; round < 4; round += 1) {
      const url = await createTestDatabase();
      const all = Array.from({ length: 8 }, () => openStore({ url, dataDir: "" }));
      const stores = await Promise.all(all);
      await Promise.all(stores.map((store) => store.close()));
      await expectEachStepOnce(url);
    }
  },
);

async function expectEachStepOnce(database: string) {
  const steps = await query<{ name: string }>(database, "select name from dashboard.migrations");
  expect(steps.length).toBeGreaterThan(0);
  expect(new Set(steps.map(({ name }) => name)).size).toBe(steps.length);
}

describe.skipIf(!testPostgres())("two dashboards in turns on one PostgreSQL", () => {
  let synapse: Awaited<ReturnType<typeof asAdmin>>;
  let database: string;
  let origin: string;
  let both: Dashboard[] = [];

  beforeAll(async () => {
    synapse = await asAdmin(homeserver);
    database = await createTestDatabase();
    let turn = 0;
    const proxy = await startProxy(() => both[turn++ % both.length]?.url ?? "");
    origin = proxy.url;
    const start = () =>
      startDashboard({
        homeserverUrl: homeserver.baseUrl,
        env: {
          DATABASE_URL: database,
          SESSION_SECRET: "one secret for all that share a store",
          PUBLIC_URL: origin,
        },
      });
    both = await Promise.all([start(), start()]);
    return async () => {
      await Promise.all(both.map((dashboard) => dashboard.stop()));
      await proxy[Symbol.asyncDispose]();
    };
  });

  const newAdmin = () => synapse.matrix.createUser({ admin: true });
  async function signIn({ localpart, password }: { localpart: string; password: string }) {
    const visitor = new Visitor(origin);
    expect(await visitor.signIn(localpart, password)).toMatchObject({ status: 200 });
    return visitor;
  }
  /** Asks for the same once of each dashboard. */
  const twice = async <T>(ask: () => Promise<T>) => [await ask(), await ask()];
  const answered = (what: string) =>
    both.map((dashboard) => dashboard.logs().filter((line) => line.includes(what)).length);

  test("migrates an empty database once when both start together", async () => {
    await expectEachStepOnce(database);
    expect(both.flatMap((dashboard) => dashboard.logs()).join("\n")).not.toMatch(/error/i);
  });

  test("shares sessions between both dashboards, in the API and on pages", async () => {
    const ada = await newAdmin();
    const visitor = await signIn(ada);
    const before = answered("/api/admin/users.list");
    for (const { status } of await twice(() => visitor.read("users.list"))) {
      expect(status).toBe(200);
    }
    expect(answered("/api/admin/users.list")).toEqual(before.map((count) => count + 1));
    for (const page of await twice(() => visitor.ask("/users"))) {
      expect(page.status).toBe(200);
    }
    for (const { json } of await twice(() => visitor.ask("/api/auth/session"))) {
      expect(json).toMatchObject({ user: { id: ada.userId } });
    }
  });

  test("counts wrong passwords at both dashboards together", async () => {
    const ada = await newAdmin();
    const guesser = new Visitor(origin, { "x-forwarded-for": "192.0.2.77" });
    const codes: string[] = [];
    for (let tries = 0; tries < 7; tries += 1) {
      codes.push((await guesser.signIn(ada.localpart, "wrong")).text);
      // A sign-in is two requests: one more, and the next is at the other dashboard.
      await guesser.ask("/api/health");
    }
    expect(codes.map((text) => text.includes("wrong_credentials"))).toEqual([
      ...Array.from({ length: 5 }, () => true),
      false,
      false,
    ]);
    expect(codes.at(-1)).toContain("too_many_attempts");
  });

  test("rejects a session that the other dashboard revoked", async () => {
    const ada = await newAdmin();
    const [kept, lost] = [await signIn(ada), await signIn(ada)];
    const { sessions } = (await kept.read("session.list")).json as { sessions: OpenSession[] };
    const session_id = sessions.find(({ is_current }) => !is_current)?.id;
    const cookies = new Map(lost.cookies);
    for (const { status } of await twice(() => lost.read("session.lifetime"))) {
      expect(status).toBe(200);
    }

    expect((await kept.write("session.revoke", { session_id })).json).toEqual({ ended: 1 });
    const refused = await twice(() => {
      for (const [name, value] of cookies) lost.cookies.set(name, value);
      return lost.read("session.lifetime");
    });
    for (const { status } of refused) expect(status).toBe(401);
    for (const { status } of await twice(() => kept.read("session.lifetime"))) {
      expect(status).toBe(200);
    }
  });

  test("shares one audit trail", async () => {
    const ada = await newAdmin();
    const visitor = await signIn(ada);
    const { sessions } = (await visitor.read("session.list")).json as { sessions: OpenSession[] };
    const device = { user_id: ada.userId, device_id: sessions[0]?.device_id };
    const before = answered("/api/admin/devices.rename");
    for (const display_name of ["by one", "by the other"]) {
      const answer = await visitor.write("devices.rename", { ...device, display_name });
      expect(answer.status).toBe(200);
    }
    expect(answered("/api/admin/devices.rename")).toEqual(before.map((count) => count + 1));

    const question = { who: ada.userId, action: "devices.rename" };
    for (const { json } of await twice(() => visitor.read("audit.list", question))) {
      const { records } = json as { records: AuditRecord[] };
      expect(records.map(({ input, outcome }) => [input["display_name"], outcome])).toEqual([
        ["by the other", "done"],
        ["by one", "done"],
      ]);
    }
  });
});
