import { beforeAll, beforeEach, describe, expect, test } from "vitest";

import { startMas } from "#tests/support/authorization/mas.ts";
import { walk } from "#tests/support/authorization/walk.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { MatrixClient } from "#scripts/support/synapse/client.ts";
import { startDashboard } from "#tests/support/test-run.ts";
import { until } from "#scripts/support/until.ts";
import { Visitor } from "#tests/support/visitor.ts";

type Mas = Awaited<ReturnType<typeof startMas>>;

let mas: Mas;
let dashboard: Dashboard;
let visitor: Visitor;
let person = 0;
const start = async (accessTokenSeconds: number) => {
  mas = await startMas({ admins: ["ana"], accessTokenSeconds });
  await mas.provision("ana");
  await mas.provision("bruno");
  dashboard = await startDashboard({ homeserverUrl: mas.synapse.baseUrl });
  return async () => {
    await dashboard.stop();
    await mas[Symbol.asyncDispose]();
  };
};
const newVisitor = () => {
  person += 1;
  return new Visitor(dashboard.url, { "x-forwarded-for": `192.0.2.${person}` });
};
const beginRedirect = async (who: Visitor, more: object = {}) =>
  new URL(((await who.beginRedirect({ way: "mas", ...more })).json as { url: string }).url);
const bringBack = async (who: Visitor) => {
  const back = await walk((await beginRedirect(who)).href, "ana", dashboard.url);
  return String(back?.search.slice(1));
};
const comeIn = (who: Visitor, query: string) => who.signInWith("return", { query });
const signIn = async (who: Visitor) => {
  expect(await comeIn(who, await bringBack(who))).toMatchObject({ status: 200 });
};
const isAlive = (token: string) => new MatrixClient(mas.synapse.baseUrl).isTokenAlive(token);

describe("with long-lived tokens", () => {
  beforeAll(() => start(300));
  beforeEach(() => {
    visitor = newVisitor();
  });

  test("gives an admin of the service access to Synapse, with lists without guests", async () => {
    await signIn(visitor);
    const { json } = await visitor.read("users.list");
    expect((json as { users: { name: string }[] }).users.map(({ name }) => name)).toContain(
      "@bruno:mas.localhost",
    );
    const { devices } = (await visitor.read("devices.list", { user_id: "@ana:mas.localhost" }))
      .json as { devices: { display_name: string }[] };
    expect(devices.map(({ display_name }) => display_name)).toContain(
      `Synapse Dashboard on ${new URL(dashboard.url).host}`,
    );
    const input = { user_id: "@bruno:mas.localhost", suspend: false };
    expect(await visitor.write("users.suspend", input)).toMatchObject({ status: 200 });
  });

  test("rejects what MAS decides, without a request to Synapse", async () => {
    await signIn(visitor);
    const user_id = "@bruno:mas.localhost";
    for (const [id, input] of [
      ["users.lock", { user_id, locked: true }],
      [
        "users.resetPassword",
        { user_id, new_password: "long enough to be taken", logout_devices: false },
      ],
    ] as const) {
      expect(await visitor.write(id, input)).toMatchObject({
        status: 409,
        json: { code: "decided_by_mas", details: { server: mas.issuer } },
      });
    }
    expect((await visitor.read("users.get", { user_id })).json).toMatchObject({ locked: false });
  });

  test("ends the session and its device at the service on sign-out", async () => {
    const before = new Set(mas.tokens);
    await signIn(visitor);
    await visitor.read("users.list");
    const [access = "", refresh = ""] = [...mas.tokens].filter((token) => !before.has(token));
    expect([await isAlive(access), await isAlive(refresh)]).toContain(true);
    expect((await visitor.write("session.end", {})).json).toMatchObject({ token: "revoked" });
    expect([await isAlive(access), await isAlive(refresh)]).toEqual([false, false]);
  });

  test("ends a session that the service has ended", async () => {
    await signIn(visitor);
    await visitor.read("users.list");
    await mas.endSessions("ana");
    expect(await visitor.read("users.list")).toMatchObject({
      status: 401,
      json: { code: "signed_out" },
    });
  });

  test("keeps non-admins at the service, and requests the smallest scope by default", async () => {
    expect(await walk((await beginRedirect(visitor)).href, "bruno", dashboard.url)).toBeNull();
    const scopes = async (more: object) =>
      (await beginRedirect(visitor, more)).searchParams.get("scope")?.split(" ");
    expect(await scopes({})).toEqual([
      "urn:matrix:client:api:*",
      expect.stringMatching(/^urn:matrix:client:device:[A-Z\d]{10,}$/),
      "urn:synapse:admin:*",
    ]);
    expect(await scopes({ masAdmin: true })).toContain("urn:mas:admin");
  });

  test("registers with the service once, and again for users who have not returned", async () => {
    await signIn(visitor);
    await signIn(newVisitor());
    await beginRedirect(visitor);
    await beginRedirect(visitor);
    expect(mas.clients.size).toBe(1);
  });

  test("rejects a link with another person's code, and a replayed one", async () => {
    const query = await bringBack(visitor);
    const victim = newVisitor();
    expect((await comeIn(victim, query)).text).toContain("attempt_unknown");
    await beginRedirect(victim);
    expect((await comeIn(victim, query)).text).toContain("attempt_unknown");
    expect(await comeIn(visitor, query)).toMatchObject({ status: 200 });
    expect((await comeIn(visitor, query)).text).toContain("attempt_unknown");
  });

  test("rejects a code of another attempt without its verifier", async () => {
    const stolen = new URLSearchParams(await bringBack(newVisitor())).get("code");
    const own = new URLSearchParams(await bringBack(visitor));
    own.set("code", String(stolen));
    expect((await comeIn(visitor, `${own}`)).text).toContain("mas_refused");
  });

  test("accepts a pasted token, keeps it alive, and rejects it with a refresh token", async () => {
    await signIn(visitor);
    await visitor.read("users.list");
    const tokens: string[] = [];
    for (const token of mas.tokens) if (await isAlive(token)) tokens.push(token);
    const access_token = tokens.at(-1) ?? "";
    const another = newVisitor();
    const pasted = { access_token, refresh_token: "mar_refresh" };
    expect((await another.signInWith("token", pasted)).text).toContain("refresh_token");
    const alone = { access_token, refresh_token: "" };
    expect(await another.signInWith("token", alone)).toMatchObject({ status: 200 });
    expect((await another.read("users.list")).status).toBe(200);
    expect((await another.write("session.end", {})).json).toMatchObject({ token: "kept" });
    expect(await isAlive(access_token)).toBe(true);
  });
});

describe("with tokens that last two seconds", () => {
  beforeAll(() => start(2));

  const PATIENCE = { timeoutMs: 25_000 };
  const readUntil = async (what: string, isSo: () => boolean) => {
    await until(
      what,
      async () => {
        // Several at once, as a page does.
        const answers = await Promise.all([1, 2, 3].map(() => visitor.read("users.list")));
        expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
        return isSo();
      },
      PATIENCE,
    );
  };

  test("keeps a session beyond its tokens, also when a refresh answer is lost", async () => {
    visitor = newVisitor();
    await signIn(visitor);
    await readUntil("two renewals", () => mas.refreshes() >= 2);
    mas.loseNextAnswer();
    const before = mas.refreshes();
    await readUntil("a renewal that was lost, and the next", () => mas.refreshes() >= before + 3);
  });
});
