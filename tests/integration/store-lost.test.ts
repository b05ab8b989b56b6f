import { describe, expect, onTestFinished, test } from "vitest";

import { asAdmin } from "#tests/support/as-admin.ts";
import { knownPostgres } from "#scripts/support/postgres/find.ts";
import { startProxy } from "#tests/support/proxy.ts";
import {
  startDashboard,
  startTestPostgres,
  testHomeserver,
  testPostgres,
} from "#tests/support/test-run.ts";
import { until } from "#scripts/support/until.ts";
import { Visitor } from "#tests/support/visitor.ts";
import messages from "#messages/en.json";

const homeserver = testHomeserver();

describe.skipIf(!testPostgres() || !knownPostgres())("losing PostgreSQL", () => {
  test("reports a lost PostgreSQL clearly, and recovers once it is back", async () => {
    const asked: string[] = [];
    const proxy = await startProxy(homeserver.baseUrl, (url) => void asked.push(url));
    onTestFinished(() => proxy[Symbol.asyncDispose]());
    const postgres = await startTestPostgres();
    onTestFinished(() => postgres.stop());
    const dashboard = await startDashboard({
      homeserverUrl: proxy.url,
      env: {
        DATABASE_URL: await postgres.createDatabase(),
        SESSION_SECRET: "a secret that lies elsewhere than the store",
      },
    });
    onTestFinished(() => dashboard.stop());

    const { matrix } = await asAdmin(homeserver);
    const ada = await matrix.createUser({ admin: true });
    const visitor = new Visitor(dashboard.url);
    const signIn = (who = visitor) => who.signIn(ada.localpart, ada.password);
    expect((await signIn()).status).toBe(200);
    const [device] = await matrix.devicesOf(ada.userId);
    const rename = (display_name: string) =>
      visitor.write("devices.rename", {
        user_id: ada.userId,
        device_id: device?.device_id,
        display_name,
      });
    const health = async () => {
      const { status, json } = await new Visitor(dashboard.url).ask("/api/health");
      return { status, json };
    };
    expect(await health()).toEqual({ status: 200, json: { ok: true } });

    // Killed while its connections are in use: what is answered then is one of two things.
    const busy = Array.from({ length: 20 }, () => visitor.read("session.list"));
    await postgres.kill();
    for (const { status } of await Promise.all(busy)) expect([200, 503]).toContain(status);

    asked.length = 0;
    const unavailable = { status: 503, json: { code: "store_unavailable" } };
    expect(await visitor.read("users.list")).toMatchObject(unavailable);
    expect(await rename("while it was away")).toMatchObject(unavailable);
    expect(await visitor.write("session.end")).toMatchObject(unavailable);
    expect(await visitor.ask("/api/auth/session")).toMatchObject(unavailable);
    expect(await signIn(new Visitor(dashboard.url))).toMatchObject(unavailable);
    const page = await visitor.ask("/users");
    expect(page.status).toBe(503);
    expect(page.text).toContain(messages.errors.store_unavailable.title);
    expect(await health()).toEqual({ status: 503, json: { ok: false } });
    expect(asked).toEqual([]);
    expect(dashboard.logs().join("\n")).toMatch(/ECONNREFUSED.*the store does not answer/);

    await postgres.restart();
    await until("the dashboard to be well", async () => (await health()).status === 200, {
      timeoutMs: 10_000,
    });
    expect((await visitor.ask("/users")).status).toBe(200);
    expect((await visitor.ask("/api/auth/session")).json).toMatchObject({
      user: { id: ada.userId },
    });
    expect((await rename("once it was back")).status).toBe(200);
    expect(await matrix.devicesOf(ada.userId)).toMatchObject([
      { display_name: "once it was back" },
    ]);
    expect(dashboard.logs().join("\n")).not.toContain("uncaughtException");
  }, 90_000);
});
