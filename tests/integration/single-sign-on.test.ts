import { beforeAll, beforeEach, expect, test } from "vitest";

import { startSingleSignOn } from "#tests/support/authorization/identity-provider.ts";
import { walk } from "#tests/support/authorization/walk.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { MatrixClient } from "#scripts/support/synapse/client.ts";
import { startDashboard } from "#tests/support/test-run.ts";
import { Visitor } from "#tests/support/visitor.ts";

let company: Awaited<ReturnType<typeof startSingleSignOn>>;
let dashboard: Dashboard;
let visitor: Visitor;

beforeAll(async () => {
  company = await startSingleSignOn();
  dashboard = await startDashboard({ homeserverUrl: company.synapse.baseUrl });
  const { baseUrl, admin } = company.synapse;
  const synapse = await new MatrixClient(baseUrl).loginAs(admin.localpart, admin.password);
  // Single sign-on finds the account of that name, and the name is nobody else's.
  await comeBack(new Visitor(dashboard.url), "chiara");
  await synapse.call("PUT", "/_synapse/admin/v2/users/@chiara:sso.localhost", {
    body: { admin: true },
  });
  return async () => {
    await dashboard.stop();
    await company[Symbol.asyncDispose]();
  };
});
let person = 0;
beforeEach(() => {
  person += 1;
  visitor = new Visitor(dashboard.url, { "x-forwarded-for": `192.0.2.${person}` });
});

/** What the address says that somebody is sent back to. */
async function bringBack(who: Visitor, user: string): Promise<string> {
  const { json } = await who.beginRedirect({ way: "sso", provider: "oidc-company" });
  const back = await walk((json as { url: string }).url, user, dashboard.url);
  expect(back?.pathname).toBe("/sign-in/return");
  return String(back?.search.slice(1));
}
const comeIn = (who: Visitor, query: string) => who.signInWith("return", { query });
const comeBack = async (who: Visitor, user: string) => comeIn(who, await bringBack(who, user));

test("signs in the browser that left, once", async () => {
  const query = await bringBack(visitor, "chiara");
  expect(await comeIn(visitor, query)).toMatchObject({ status: 200 });
  expect((await visitor.read("users.list")).status).toBe(200);
  expect((await comeIn(visitor, query)).text).toContain("attempt_unknown");
});

test("rejects a link with another person's login token", async () => {
  const query = await bringBack(visitor, "chiara");
  const victim = new Visitor(dashboard.url);
  expect((await comeIn(victim, query)).text).toContain("attempt_unknown");
  // Nor one who has left themselves.
  await victim.beginRedirect({ way: "sso", provider: "oidc-company" });
  expect((await comeIn(victim, query)).text).toContain("attempt_unknown");
  expect((await victim.read("session.lifetime")).status).toBe(401);
  // It was not used up by that.
  expect(await comeIn(visitor, query)).toMatchObject({ status: 200 });
});

test("accepts a login token once, even in one's own attempt", async () => {
  const used = new URLSearchParams(await bringBack(visitor, "chiara"));
  await comeIn(visitor, `${used}`);
  const another = new URLSearchParams(await bringBack(visitor, "chiara"));
  another.set("loginToken", String(used.get("loginToken")));
  expect((await comeIn(visitor, `${another}`)).text).toContain("sso_refused");
});

test("rejects a callback without a login token, without a request", async () => {
  const query = new URLSearchParams(await bringBack(visitor, "chiara"));
  query.delete("loginToken");
  expect((await comeIn(visitor, `${query}`)).text).toContain("sso_refused");
});

test("opens only our own pages after sign-in", async () => {
  await visitor.beginRedirect({
    way: "sso",
    provider: "oidc-company",
    to: "https://evil.example/",
  });
  expect((await visitor.ask("/sign-in/return")).text).not.toContain("evil.example");
});

test("rejects an unknown provider, and a redirect started by another site", async () => {
  const unknown = await visitor.beginRedirect({ way: "sso", provider: "../../../evil" });
  expect(unknown).toMatchObject({ status: 400, json: { code: "way_not_offered" } });
  expect((await visitor.beginRedirect({ way: "mas" })).json).toMatchObject({
    code: "way_not_offered",
  });
  const foreign = new Visitor(dashboard.url, { origin: "https://evil.example" });
  expect((await foreign.beginRedirect({ way: "sso" })).status).toBe(403);
});

test("limits attempts with made-up tokens", async () => {
  const codes: string[] = [];
  for (let tries = 0; tries < 7; tries += 1) {
    const query = new URLSearchParams(await bringBack(visitor, "chiara"));
    query.set("loginToken", `made-up-${tries}`);
    codes.push((await comeIn(visitor, `${query}`)).text);
  }
  expect(codes[4]).toContain("sso_refused");
  expect(codes.at(-1)).toContain("too_many_attempts");
});
