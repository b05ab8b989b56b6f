import { beforeAll, expect, test } from "vitest";

import { asAdmin } from "#tests/support/as-admin.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { startProxy } from "#tests/support/proxy.ts";
import { MatrixClient, randomName } from "#scripts/support/synapse/client.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { Visitor } from "#tests/support/visitor.ts";

const homeserver = testHomeserver();
const { localpart, password } = homeserver.admin;
let dashboard: Dashboard;
let synapse: Awaited<ReturnType<typeof asAdmin>>;
beforeAll(async () => {
  synapse = await asAdmin(homeserver);
  dashboard = await startDashboard({ homeserverUrl: homeserver.baseUrl });
  return () => dashboard.stop();
});

test("exports the rows of the list, with escaped formulas and unchanged Matrix IDs", async () => {
  const family = randomName("fam");
  await synapse.matrix.createUser({ localpart: `${family}-a`, displayname: "=HYPERLINK(1)" });
  await synapse.matrix.createUser({ localpart: `${family}-b`, user_type: "bot" });
  const visitor = new Visitor(dashboard.url);
  await visitor.signIn(localpart, password);

  const all = await visitor.ask(`/api/exports/users?q=${family}`);
  expect(all.headers).toMatchObject({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": expect.stringMatching(
      /filename="users-test\.localhost-\d{4}-\d\d-\d\d\.csv"/,
    ),
    "cache-control": "no-store",
  });
  const lines = all.text.trim().split("\n");
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain(`@${family}-a:test.localhost,'=HYPERLINK(1),`);
  expect(lines[1]).toMatch(/,\d{4}-\d\d-\d\dT[\d:.]+Z,/);

  const turned = await visitor.ask(`/api/exports/users?q=${family}&dir=b`);
  expect(turned.text.trim().split("\n").slice(1)).toEqual(lines.slice(1).toReversed());

  const bots = await visitor.ask(`/api/exports/users?q=${family}&kind=bot&page=7`);
  expect(bots.text.trim().split("\n")).toHaveLength(2);
});

test("exports the devices of the listed users in order, with escaped formulas", async () => {
  const family = randomName("fam");
  const guest = new MatrixClient(homeserver.baseUrl);
  const owned: string[] = [];
  // More than are asked for at once.
  for (const letter of ["a", "b", "c", "d", "e", "f"]) {
    const user = await synapse.matrix.createUser({ localpart: `${family}-${letter}` });
    const names = letter === "a" ? ["=cmd()", "Phone"] : ["Phone"];
    for (const deviceName of names) {
      await guest.login(user.localpart, user.password, { deviceName });
      owned.push(user.userId);
    }
  }
  const visitor = new Visitor(dashboard.url);
  await visitor.signIn(localpart, password);
  const { headers, text } = await visitor.ask(`/api/exports/devices?q=${family}&page=3`);
  expect(headers["content-disposition"]).toContain('filename="devices-test.localhost-');
  const [names, ...lines] = text.trim().split("\n");
  expect(names).toContain("user_id,device_id,display_name,last_seen_ts");
  expect(lines.map((line) => line.split(",")[0])).toEqual(owned);
  expect(lines.filter((line) => line.includes("'=cmd()"))).toHaveLength(1);
  const turned = await visitor.ask(`/api/exports/devices?q=${family}&dir=b`);
  const owners = turned.text.trim().split("\n").slice(1);
  expect(owners.map((line) => line.split(",")[0])).toEqual(owned.toReversed());
  const none = await visitor.ask(`/api/exports/devices?q=${family}&state=deactivated`);
  expect(none.text.trim().split("\n")).toHaveLength(1);
});

test("leads a signed-out admin to sign-in and back to the list", async () => {
  const answer = await new Visitor(dashboard.url).ask("/api/exports/users?q=ada&state=active");
  expect(answer.status).toBe(303);
  const to = new URL(String(answer.headers["location"]));
  expect(to.pathname).toBe("/sign-in");
  expect(to.searchParams.get("callbackUrl")).toBe("/users?q=ada&state=active");
});

test("reports a homeserver that does not answer, instead of an empty file", async () => {
  const proxy = await startProxy(homeserver.baseUrl);
  const cut = await startDashboard({ homeserverUrl: proxy.url });
  const visitor = new Visitor(cut.url);
  await visitor.signIn(localpart, password);
  await proxy[Symbol.asyncDispose]();
  const answer = await visitor.ask("/api/exports/users?q=ada");
  expect(answer.status).toBe(303);
  expect(String(answer.headers["location"])).toMatch(
    /\/users\?q=ada&error=homeserver_unreachable$/,
  );
  await cut.stop();
});
