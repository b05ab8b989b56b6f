import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { OpenSession } from "#lib/contract/session.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import type { Synapse } from "#scripts/support/synapse/server.ts";
import { startDashboard, startTestSynapse, testHomeserver } from "#tests/support/test-run.ts";
import { Visitor } from "#tests/support/visitor.ts";
import { words } from "#tests/support/words.ts";

const { baseUrl, admin, serverName } = testHomeserver();
const start = (ALLOWED_HOMESERVERS: string) =>
  startDashboard({ homeserverUrl: "", env: { ALLOWED_HOMESERVERS } });

/** What a refused sign-in says. */
const refusal = ({ json }: { json: unknown }) => {
  const url = new URL((json as { url: string }).url);
  return JSON.parse(url.searchParams.get("error") ?? "{}") as { code?: string };
};

describe("signed in to two homeservers", () => {
  let second: Synapse;
  let dashboard: Dashboard;
  beforeAll(async () => {
    second = await startTestSynapse({}, undefined, "second.test");
    dashboard = await start(`${serverName}=${baseUrl} second.test=${second.baseUrl}`);
  });
  afterAll(async () => {
    await dashboard.stop();
    await second.stop();
  });

  const whoAmI = async (visitor: Visitor) =>
    ((await visitor.ask("/api/auth/session")).json as { user?: { id: string } }).user?.id;
  const openIn = async (visitor: Visitor) =>
    ((await visitor.read("session.list")).json as { sessions: OpenSession[] }).sessions;
  async function signedIn() {
    const visitor = new Visitor(dashboard.url);
    await visitor.signIn(admin.localpart, admin.password, "/", serverName);
    const first = (await openIn(visitor)).find(({ is_current }) => is_current)?.id ?? "";
    await visitor.signIn(second.admin.localpart, second.admin.password, "/", "second.test");
    return { visitor, first };
  }

  test("holds both sessions in one cookie, each with its own homeserver and identity", async () => {
    const { visitor, first } = await signedIn();
    expect(await whoAmI(visitor)).toBe(second.admin.userId);
    const names = async () =>
      ((await visitor.read("users.list", {})).json as { users: { name: string }[] }).users.map(
        ({ name }) => name,
      );
    expect((await names()).every((name) => name.endsWith(":second.test"))).toBe(true);
    await visitor.switchTo(first);
    expect(await whoAmI(visitor)).toBe(admin.userId);
    expect((await names()).every((name) => name.endsWith(`:${serverName}`))).toBe(true);
  });

  test("does not let a page of one homeserver act on the other", async () => {
    const { visitor, first } = await signedIn();
    const asked = { "x-session": first };
    const answer = await visitor.write("session.stay", {}, asked);
    expect(answer).toMatchObject({ status: 409, json: { code: "other_session" } });
  });

  test("rejects switching to a session outside the cookie", async () => {
    const { first } = await signedIn();
    const stranger = new Visitor(dashboard.url);
    await stranger.signIn(second.admin.localpart, second.admin.password, "/", "second.test");
    expect(refusal(await stranger.switchTo(first))).toMatchObject({ code: "signed_out" });
    expect(await whoAmI(stranger)).toBe(second.admin.userId);
  });

  test("ends one session on sign-out, and names the other one", async () => {
    const { visitor, first } = await signedIn();
    const { json } = await visitor.write("session.end");
    expect(json).toMatchObject({ token: "revoked", beside: [{ id: first, realm: serverName }] });
    expect((await visitor.read("users.list")).status).toBe(401);
    await visitor.switchTo(first);
    expect((await visitor.read("users.list")).status).toBe(200);
    expect((await visitor.write("session.end")).json).toMatchObject({ beside: [] });
    expect(visitor.cookies.has("synapse-dashboard")).toBe(false);
  });

  test("replaces the session on a new sign-in to the same homeserver", async () => {
    const { visitor, first } = await signedIn();
    await visitor.signIn(admin.localpart, admin.password, "/", serverName);
    expect((await openIn(visitor)).map(({ id }) => id)).not.toContain(first);
    expect((await visitor.write("session.end")).json).toMatchObject({
      beside: [{ realm: "second.test" }],
    });
  });

  test("hides jobs, imports and the audit trail of one homeserver from the other", async () => {
    const { visitor, first } = await signedIn();
    const task = { kind: "lock", locked: true };
    const started = await visitor.write("jobs.start", {
      task,
      selection: { user_ids: ["@nobody:second.test"] },
    });
    const { job_id } = started.json as { job_id: string };
    const upload = await visitor.ask("/api/imports/users?name=a.csv", {
      method: "POST",
      body: "user_id,displayname\nnew,New\n",
    });
    const { import_id } = upload.json as { import_id: string };
    const { records } = (await visitor.read("audit.list")).json as { records: { id: string }[] };
    const theirs = records[0]?.id ?? "";
    expect(await visitor.read("jobs.get", { job_id })).toMatchObject({ status: 200 });

    await visitor.switchTo(first);
    const missing = { status: 404 };
    expect(await visitor.read("jobs.get", { job_id })).toMatchObject(missing);
    expect(await visitor.read("jobs.items", { job_id })).toMatchObject(missing);
    for (const action of ["pause", "resume", "cancel", "retryFailed", "takeOver"]) {
      expect(await visitor.write(`jobs.${action}`, { job_id })).toMatchObject(missing);
    }
    expect((await visitor.read("jobs.list")).text).not.toContain(job_id);
    expect((await visitor.ask(`/api/exports/jobs/${job_id}`)).text).not.toContain("@nobody");
    expect(await visitor.read("imports.get", { import_id })).toMatchObject(missing);
    expect((await visitor.read("audit.get", { id: theirs })).json).toEqual({ record: null });
    expect((await visitor.read("audit.list", { limit: 500 })).text).not.toContain("second.test");
    expect((await visitor.ask("/api/exports/audit?format=csv")).text).not.toContain("second.test");
    expect((await visitor.read("audit.people")).json).toEqual({ people: [admin.userId] });
  });
});

describe("without a homeserver configured", () => {
  test("rejects every sign-in, and names the settings", async () => {
    const dashboard = await start("");
    const visitor = new Visitor(dashboard.url);
    const page = await visitor.ask("/sign-in");
    expect(page.status).toBe(200);
    expect(page.text).toContain(`>${words("servers.none.title")}<`);
    expect(refusal(await visitor.signIn(admin.localpart, admin.password))).toMatchObject({
      code: "server_not_allowed",
    });
    await dashboard.stop();
  });
});

describe("with listed and any other servers", () => {
  let dashboard: Dashboard;
  /** Something on this machine that must not be reached. */
  const inside = createServer((socket) => {
    reached += 1;
    socket.destroy();
  });
  let reached = 0;
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => inside.listen(0, "127.0.0.1", resolve));
    ({ port } = inside.address() as AddressInfo);
    dashboard = await start(`${serverName}=${baseUrl} *`);
  });
  afterAll(async () => {
    inside.close();
    await dashboard.stop();
  });

  test("accepts an admin of a listed server with a private address", async () => {
    const visitor = new Visitor(dashboard.url);
    await visitor.signIn(admin.localpart, admin.password, "/", serverName);
    expect(await visitor.read("users.list", { limit: 1 })).toMatchObject({ status: 200 });
  });

  test.each([
    ["localhost", () => `localhost:${port}`],
    ["an address of this machine", () => `127.0.0.1:${port}`],
    ["the same address in another notation", () => `2130706433:${port}`],
    ["IPv6", () => `[::1]:${port}`],
    ["IPv4 as IPv6", () => `[::ffff:127.0.0.1]:${port}`],
    ["its https address", () => `https://127.0.0.1:${port}`],
    ["the cloud's metadata", () => "169.254.169.254"],
    ["a private network", () => "192.168.0.1"],
  ])("rejects %s on the page and at sign-in, and never reaches it", async (_, server) => {
    const visitor = new Visitor(dashboard.url);
    const page = await visitor.ask(`/sign-in?${new URLSearchParams({ server: server() })}`);
    // In an element: the words themselves come along with every page.
    expect(page.text).toContain(">That address is not on the public internet<");
    const answer = await visitor.signIn(admin.localpart, admin.password, "/", server());
    expect(refusal(answer)).toMatchObject({ code: "address_refused" });
    expect(reached).toBe(0);
  });

  test("rejects plain http, even for a listed homeserver", async () => {
    const answer = await new Visitor(dashboard.url).signIn("ada", "x", "/", baseUrl);
    expect(refusal(answer)).toMatchObject({ code: "not_https" });
  });

  test("signs out sessions of a removed server at once", async () => {
    const visitor = new Visitor(dashboard.url);
    await visitor.signIn(admin.localpart, admin.password, "/", serverName);
    expect((await visitor.read("users.list", { limit: 1 })).status).toBe(200);
    await dashboard.stop();
    await dashboard.restart({ ALLOWED_HOMESERVERS: "example.org" });
    expect((await visitor.read("users.list", { limit: 1 })).status).toBe(401);
    const again = await visitor.signIn(admin.localpart, admin.password, "/", serverName);
    expect(refusal(again)).toMatchObject({ code: "server_not_allowed" });
  });
});
