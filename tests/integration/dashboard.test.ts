import { beforeAll, describe, expect, test } from "vitest";

import { asAdmin } from "#tests/support/as-admin.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { startProxy } from "#tests/support/proxy.ts";
import type { Account } from "#scripts/support/synapse/client.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { Visitor } from "#tests/support/visitor.ts";
import { routes, USER_TABS } from "#lib/routes.ts";
import messages from "#messages/en.json";

const homeserver = testHomeserver();
let dashboard: Dashboard;
let synapse: Awaited<ReturnType<typeof asAdmin>>;

beforeAll(async () => {
  synapse = await asAdmin(homeserver);
  dashboard = await startDashboard({ homeserverUrl: homeserver.baseUrl });
  return () => dashboard.stop();
});

/** Somebody who is signed in as an admin of their own. */
async function signedIn(at = dashboard) {
  const account = await synapse.matrix.createUser({ admin: true });
  const visitor = new Visitor(at.url);
  const answer = await visitor.signIn(account.localpart, account.password);
  expect(answer).toMatchObject({ status: 200 });
  return { visitor, account };
}
const devicesOf = ({ userId }: Account) => synapse.matrix.devicesOf(userId);
const put = ({ userId }: Account, body: object) =>
  synapse.matrix.call("PUT", `/_synapse/admin/v2/users/${encodeURIComponent(userId)}`, { body });

describe("the identity", () => {
  test("returns the admin and the session's end, and nothing else", async () => {
    const { visitor, account } = await signedIn();
    expect((await visitor.ask("/api/auth/session")).json).toEqual({
      user: { id: account.userId, name: expect.any(String) },
      expires: expect.any(String),
    });
  });

  test("ends with the session, and extends neither", async () => {
    const { visitor } = await signedIn();
    const ends = async () => (await visitor.ask("/api/auth/session")).json as { expires: string };
    const first = await ends();
    expect(await ends()).toEqual(first);
    const { ends_ts } = (await visitor.read("session.lifetime")).json as { ends_ts: number };
    expect(Math.abs(Date.parse(first.expires) - ends_ts)).toBeLessThan(5000);

    visitor.cookies.delete("synapse-dashboard");
    expect((await visitor.ask("/api/auth/session")).json).toEqual({});
    expect(visitor.cookies.has("next-auth.session-token")).toBe(false);
  });
});

test("hides every cookie from scripts and other sites", async () => {
  const visitor = new Visitor(dashboard.url);
  const { localpart, password } = homeserver.admin;
  const answer = await visitor.signIn(localpart, password);
  const cookies = [answer.headers["set-cookie"] ?? []].flat();
  expect(cookies.map((cookie) => cookie.split("=")[0])).toEqual(
    expect.arrayContaining(["synapse-dashboard", "next-auth.session-token"]),
  );
  for (const cookie of cookies) expect(cookie).toMatch(/; HttpOnly.*SameSite=lax/i);
});

describe("behind https", () => {
  let secure: Dashboard;
  beforeAll(async () => {
    secure = await startDashboard({
      homeserverUrl: homeserver.baseUrl,
      env: { PUBLIC_URL: "https://admin.example.org" },
    });
    return () => secure.stop();
  });
  const asProxied = { host: "admin.example.org" };

  test("sets Secure, host-bound cookies and HSTS behind https", async () => {
    const { port } = new URL(secure.url);
    const visitor = new Visitor(`http://127.0.0.1:${port}`);
    const csrf = await visitor.ask("/api/auth/csrf", { headers: asProxied });
    const { csrfToken } = csrf.json as { csrfToken: string };
    const { localpart, password } = homeserver.admin;
    const fields = { user: localpart, password, callbackUrl: "/", csrfToken, json: "true" };
    const answer = await visitor.ask("/api/auth/callback/credentials", {
      method: "POST",
      body: `${new URLSearchParams(fields)}`,
      headers: {
        ...asProxied,
        origin: "https://admin.example.org",
        "content-type": "application/x-www-form-urlencoded",
      },
    });
    const cookies = [csrf.headers["set-cookie"] ?? [], answer.headers["set-cookie"] ?? []].flat();
    expect(cookies.length).toBeGreaterThan(2);
    for (const cookie of cookies) expect(cookie).toMatch(/^__(Host|Secure)-.*; Secure/i);
    expect(cookies.some((cookie) => cookie.startsWith("__Host-synapse-dashboard="))).toBe(true);

    for (const host of ["admin.example.org", "admin.example.org:443"]) {
      for (const path of [
        "/sign-in?callbackUrl=%E0%A4%A",
        "/no-such-page",
        "/api/nowhere",
        "/api/%E0",
        "/%",
        "/icon.svg",
      ]) {
        const { status, headers } = await visitor.ask(path, { headers: { host } });
        expect(status, path).not.toBe(421);
        expect(headers["strict-transport-security"], path).toMatch(/^max-age=\d{8}/);
        expect(headers["content-security-policy"], path).toContain("frame-ancestors 'none'");
        expect(headers["x-content-type-options"], path).toBe("nosniff");
      }
    }
  });
});

describe("signing out", () => {
  test("revokes the token at Synapse, removes the device, and clears the cookie", async () => {
    const { visitor, account } = await signedIn();
    expect(await devicesOf(account)).toHaveLength(1);

    expect((await visitor.write("session.end")).json).toEqual({ token: "revoked", beside: [] });
    expect(await devicesOf(account)).toEqual([]);
    expect(visitor.cookies.has("synapse-dashboard")).toBe(false);
    expect((await visitor.ask("/api/auth/session")).json).toEqual({});
    expect((await visitor.read("users.list")).status).toBe(401);
  });

  test("reports when Synapse cannot be reached", async () => {
    const proxy = await startProxy(homeserver.baseUrl);
    const cut = await startDashboard({ homeserverUrl: proxy.url });
    const { visitor, account } = await signedIn(cut);
    await proxy[Symbol.asyncDispose]();

    expect((await visitor.write("session.end")).json).toEqual({ token: "unreachable", beside: [] });
    expect(visitor.cookies.has("synapse-dashboard")).toBe(false);
    expect(await devicesOf(account)).toHaveLength(1);
    await cut.stop();
  });
});

describe("a session that the homeserver ended", () => {
  test.each([
    ["signed out elsewhere", "token_revoked", (account: Account) => revokeAll(account)],
    ["locked", "account_locked", (account: Account) => put(account, { locked: true })],
    ["deactivated", "token_revoked", (account: Account) => put(account, { deactivated: true })],
  ])("ends the session of an account that was %s, with the reason", async (_, reason, kill) => {
    const { visitor, account } = await signedIn();
    await kill(account);
    const answer = await visitor.read("users.list", { limit: 1 });
    expect(answer).toMatchObject({
      status: 401,
      json: { code: "signed_out", details: { reason } },
    });
    expect(visitor.cookies.has("synapse-dashboard")).toBe(false);
  });

  test("signs out an admin without rights, and all sessions of the cookie", async () => {
    const { visitor, account } = await signedIn();
    const other = new Visitor(dashboard.url);
    for (const [name, value] of visitor.cookies) other.cookies.set(name, value);
    await put(account, { admin: false });
    const refused = { status: 401, json: { details: { reason: "not_admin" } } };
    expect(await visitor.read("users.list")).toMatchObject(refused);
    expect(visitor.cookies.has("synapse-dashboard")).toBe(false);
    expect(await other.read("audit.list")).toMatchObject(refused);
    expect(await other.ask("/api/exports/audit?format=csv")).toMatchObject({ status: 303 });
  });

  async function revokeAll({ userId }: Account) {
    const devices = (await synapse.matrix.devicesOf(userId)).map(({ device_id }) => device_id);
    const path = `/_synapse/admin/v2/users/${encodeURIComponent(userId)}/delete_devices`;
    await synapse.matrix.call("POST", path, { body: { devices } });
  }
});

describe("session limits", () => {
  let hasty: Dashboard;
  beforeAll(async () => {
    hasty = await startDashboard({
      homeserverUrl: homeserver.baseUrl,
      env: { SESSION_IDLE_MINUTES: "1", SESSION_MAX_MINUTES: "2" },
    });
    return () => hasty.stop();
  });

  test("ends a session as configured", async () => {
    const { visitor } = await signedIn(hasty);
    const { idle_ends_ts, ends_ts } = (await visitor.read("session.lifetime")).json as Record<
      string,
      number
    >;
    expect(Math.round(((idle_ends_ts ?? 0) - Date.now()) / 10_000)).toBe(6);
    expect(Math.round(((ends_ts ?? 0) - Date.now()) / 10_000)).toBe(12);
  });
});

describe("POST /api/admin", () => {
  test.each([
    ["no cookie", ""],
    ["a made-up cookie", "synapse-dashboard=Fe26.2*1*a*b*c**d*e~2"],
    ["an identity without a session", "next-auth.session-token=x"],
  ])("responds 401 to %s", async (_, cookie) => {
    const visitor = new Visitor(dashboard.url);
    const answer = await visitor.ask("/api/admin/users.list", { headers: { cookie } });
    expect(answer).toMatchObject({ status: 401, json: { code: "signed_out" } });
  });

  test.each([
    ["from another site", { origin: "https://evil.example" }],
    ["from a sandboxed page", { origin: "null" }],
    ["without an origin", { origin: "" }],
  ])("rejects a write %s", async (_, headers) => {
    const { visitor, account } = await signedIn();
    const answer = await visitor.write("session.end", {}, headers);
    expect(answer).toMatchObject({ status: 403, json: { code: "foreign_origin" } });
    expect(await devicesOf(account)).toHaveLength(1);
  });

  test("rejects another host, whatever a proxy claims", async () => {
    const { visitor } = await signedIn();
    const headers = { host: "evil.example", "x-forwarded-host": new URL(dashboard.url).host };
    const answer = await visitor.ask("/api/admin/users.list", { headers });
    expect(answer).toMatchObject({ status: 421, json: { code: "wrong_host" } });
  });

  test.each(["cross-site", "same-site"])("rejects a request from a %s page", async (site) => {
    const { visitor } = await signedIn();
    const headers = { "sec-fetch-site": site, "sec-fetch-mode": "navigate" };
    const download = await visitor.ask("/api/exports/users", { headers });
    expect(download.status).toBe(303);
    expect(download.headers["location"]).toMatch(/\/users\?error=foreign_origin$/);
    for (const path of ["/api/admin/audit.list", "/api/auth/session"]) {
      expect(await visitor.ask(path, { headers })).toMatchObject({
        status: 403,
        json: { code: "foreign_origin" },
      });
    }
    expect((await visitor.ask("/api/media/test.localhost/x?size=32", { headers })).status).toBe(
      403,
    );
    // A link in a chat leads to a page.
    expect((await visitor.ask("/users", { headers })).status).toBe(200);
  });

  test("optimizes no images", async () => {
    const { visitor } = await signedIn();
    const image = await visitor.ask("/_next/image?url=%2Ficon.svg&w=32&q=75");
    expect(image.status).toBe(404);
  });

  test("forbids caching of answers", async () => {
    const { visitor } = await signedIn();
    expect((await visitor.read("users.list")).headers["cache-control"]).toBe("no-store");
    expect((await visitor.read("nonsense")).headers["cache-control"]).toBe("no-store");
  });

  test("serves only the next-auth routes in use, and none of its pages", async () => {
    const { visitor } = await signedIn();
    for (const path of ["signin", "signout", "error", "verify-request", "providers", "_log"]) {
      expect((await visitor.ask(`/api/auth/${path}`)).status, path).toBe(404);
    }
  });
});

describe("pages", () => {
  const paths = ["/sign-in", "/users", "/users/%40a%3Atest.localhost", "/no-such-page"];

  test.each(paths)("serves %s with a policy and a nonce of its own", async (path) => {
    const { visitor } = await signedIn();
    if (path === "/sign-in") visitor.cookies.clear();
    const [one, other] = [await visitor.ask(path), await visitor.ask(path)];
    const nonceOf = ({ headers }: typeof one) =>
      /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1];
    expect(nonceOf(one)).toBeDefined();
    expect(nonceOf(one)).not.toBe(nonceOf(other));
    expect(one.text).toContain(`nonce="${nonceOf(one)}"`);
    expect(one.headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
    });
    expect(one.headers).not.toHaveProperty("x-powered-by");
  });

  test.each(["@a%b:test.localhost", "@a%41b:test.localhost", "@a b/c:test.localhost"])(
    "serves every tab of %j, with its name as the title",
    async (userId) => {
      const { visitor } = await signedIn();
      for (const tab of [undefined, ...USER_TABS]) {
        const { status, text } = await visitor.ask(routes.user(userId, tab));
        expect(status, tab).toBe(200);
        expect(text, tab).toContain(`<title>${userId} · `);
      }
    },
  );

  test.each(["/users/%E0%A4%A", "/users/%E0%A4%A/devices?x=1", "/users/%", "/%E0%A4%A"])(
    "responds to %s with the not found page",
    async (path) => {
      const { visitor } = await signedIn();
      const { status, text, headers } = await visitor.ask(path);
      expect(status).toBe(404);
      expect(text).toContain(messages.notFound.title);
      expect(headers["content-security-policy"]).toContain("nonce-");
    },
  );

  test("names the setting on a page under another host", async () => {
    const visitor = new Visitor(dashboard.url);
    const answer = await visitor.ask("/users", { headers: { host: "10.0.0.1:3000" } });
    expect(answer.status).toBe(421);
    expect(answer.text).toContain("PUBLIC_URL");
    expect(answer.text).toContain(dashboard.url);
  });

  test("leads to sign-in and back, and never to another site", async () => {
    const visitor = new Visitor(dashboard.url);
    const gate = await visitor.ask("/users?q=ada&page=2");
    expect(gate.status).toBe(307);
    expect(gate.headers["location"]).toBe("/sign-in?callbackUrl=%2Fusers%3Fq%3Dada%26page%3D2");

    const { localpart, password } = homeserver.admin;
    const goes = async (to: string) => {
      const { json } = await new Visitor(dashboard.url).signIn(localpart, password, to);
      return (json as { url: string }).url;
    };
    expect(await goes("/users?q=ada")).toBe(`${dashboard.url}/users?q=ada`);
    for (const to of ["https://evil.example/", "//evil.example/", "https:evil.example"]) {
      expect(new URL(await goes(to)).origin, to).toBe(dashboard.url);
    }

    const { visitor: inside } = await signedIn();
    for (const to of ["/.//evil.example/x", "/..//evil.example/x", "/%", "http://[", "%E0%A4%A"]) {
      const { csrfToken } = (await inside.ask("/api/auth/csrf")).json as { csrfToken: string };
      const query = new URLSearchParams({ callbackUrl: to });
      for (const at of ["/api/auth/signout", `/api/auth/signout?${query}`]) {
        const answer = await new Visitor(dashboard.url, {
          cookie: [...inside.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        }).ask(at, {
          method: "POST",
          body: `${new URLSearchParams({ csrfToken, callbackUrl: to, json: "true" })}`,
          headers: { "content-type": "application/x-www-form-urlencoded" },
        });
        expect(answer.status, to).toBe(200);
        expect(new URL((answer.json as { url: string }).url).host).toBe(
          new URL(dashboard.url).host,
        );
      }
    }
    for (const to of [
      "/.//evil.example/x",
      "/..//evil.example/x",
      "https://evil.example/x",
      "//evil.example/x",
      "/\\evil.example",
      "javascript:alert(1)",
    ]) {
      const answer = await inside.ask(`/sign-in?${new URLSearchParams({ callbackUrl: to })}`);
      expect(answer.text, to).not.toContain('evil.example/x"');
      expect(String(answer.headers["location"] ?? dashboard.url), to).not.toMatch(
        /^(https?:)?\/\/evil/,
      );
    }
  });

  test("has the first rows in its HTML, and the token nowhere", async () => {
    const { visitor, account } = await signedIn();
    const { text } = await visitor.ask(`/users?q=${encodeURIComponent(account.userId)}`);
    expect(text).toContain(`>${account.userId}<`);
    expect(text).not.toContain("syt_");
  });
});

test("logs no token, no password and no query", async () => {
  const { visitor, account } = await signedIn();
  await visitor.read("users.list", { name: "a-name-somebody-looked-for" });
  await visitor.write("users.resetPassword", {
    user_id: account.userId,
    new_password: "a-password-in-a-write",
    logout_devices: false,
  });
  const log = dashboard.logs().join("\n");
  expect(log).toContain("/api/admin/users.list");
  expect(log).not.toMatch(/syt_|a-name-somebody|a-password-in|[?&]input=/);
  expect(log).not.toContain(account.password);
});
