import { beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";

import { asAdmin } from "#tests/support/as-admin.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { Visitor } from "#tests/support/visitor.ts";

const OLD = "the secret that has been in use so far, long enough";
const NEW = "the secret that is in use from now on, long enough";

vi.setConfig({ testTimeout: 90_000 });
const homeserver = testHomeserver();
let synapse: Awaited<ReturnType<typeof asAdmin>>;
beforeAll(async () => {
  synapse = await asAdmin(homeserver);
});

describe("after SESSION_SECRET was changed", () => {
  /** Somebody who has signed in before it was, at a dashboard that then is started with these settings. */
  async function signedInBefore(env: Record<string, string>) {
    const dashboard = await startDashboard({
      homeserverUrl: homeserver.baseUrl,
      env: { SESSION_SECRET: OLD },
    });
    onTestFinished(() => dashboard.stop());
    const account = await synapse.matrix.createUser({ admin: true });
    const visitor = await signIn(dashboard.url, account);
    await restart(dashboard, env);
    return { dashboard, account, visitor };
  }
  type Server = Awaited<ReturnType<typeof startDashboard>>;
  type Account = Awaited<ReturnType<typeof synapse.matrix.createUser>>;
  async function restart(dashboard: Server, env: Record<string, string>) {
    await dashboard.stop();
    await dashboard.restart(env);
  }
  async function signIn(url: string, { localpart, password }: Account) {
    const visitor = new Visitor(url);
    expect(await visitor.signIn(localpart, password)).toMatchObject({ status: 200 });
    return visitor;
  }
  async function expectSignedIn(visitor: Visitor, { userId }: Account) {
    const page = await visitor.ask("/users");
    expect(page.status).toBe(200);
    expect(page.text).toContain(userId);
    expect((await visitor.read("users.list")).status).toBe(200);
    const identity = (await visitor.ask("/api/auth/session")).json;
    expect(identity).toMatchObject({ user: { id: userId } });
  }
  async function expectSignedOut(visitor: Visitor) {
    const page = await visitor.ask("/users");
    expect(page.status).toBe(307);
    expect(page.headers["location"]).toBe("/sign-in?callbackUrl=%2Fusers");
    expect(await visitor.read("users.list")).toMatchObject({
      status: 401,
      json: { code: "signed_out", details: {} },
    });
    expect((await visitor.ask("/api/auth/session")).json).toEqual({});
    expect([...visitor.cookies.keys()].filter((name) => !/csrf|callback/.test(name))).toEqual([]);
    expect((await visitor.ask("/sign-in")).status).toBe(200);
  }

  test("keeps sessions with the previous secret configured, and seals new ones without it", async () => {
    const both = { SESSION_SECRET: NEW, SESSION_SECRET_PREVIOUS: OLD };
    const { dashboard, account, visitor } = await signedInBefore(both);
    await expectSignedIn(visitor, account);
    const latecomer = await signIn(dashboard.url, account);

    await restart(dashboard, { SESSION_SECRET: NEW });
    await expectSignedIn(latecomer, account);
    await expectSignedOut(visitor);
  });

  test("ends sessions without the previous secret, and allows a new sign-in", async () => {
    const { dashboard, account, visitor } = await signedInBefore({ SESSION_SECRET: NEW });
    await expectSignedOut(visitor);
    await expectSignedIn(await signIn(dashboard.url, account), account);
  });
});
