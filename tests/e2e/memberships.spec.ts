import { startProxy } from "#tests/support/proxy.ts";
import { MatrixClient } from "#scripts/support/synapse/client.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";

import { createUser, expect, pathOf, signIn, test } from "./fixtures.ts";

test("shows a user's rooms by name", async ({ page, admin, synapse }) => {
  const user = await createUser(synapse, ["Phone"]);
  expect(admin).toBeDefined();
  const themselves = new MatrixClient(synapse.baseUrl, {
    token: `${user.logins[0]?.access_token}`,
  });
  const createRoom = async (client: MatrixClient, body: object) =>
    (await client.call<{ room_id: string }>("POST", "/_matrix/client/v3/createRoom", { body }))
      .room_id;
  await createRoom(themselves, {
    name: "Garden club",
    visibility: "public",
    room_version: "12",
    initial_state: [{ type: "m.room.encryption", content: { algorithm: "m.megolm.v1.aes-sha2" } }],
  });
  await createRoom(synapse, { name: "Board meeting", invite: [user.userId] });
  const old = await createRoom(synapse, { name: "Old project", invite: [user.userId] });
  for (const step of ["join", "leave"]) {
    await themselves.call("POST", `/_matrix/client/v3/rooms/${encodeURIComponent(old)}/${step}`, {
      body: {},
    });
  }

  await page.goto(`${pathOf(user)}/rooms`);
  const garden = page.getByRole("row", { name: /Garden club/ });
  await expect(garden).toContainText("Encrypted");
  await expect(garden).toContainText("Public");
  await expect(garden).toContainText("Joined");
  await expect(page.getByRole("row", { name: /Board meeting/ })).toContainText("Invited");
  await page.getByRole("button", { name: "Membership" }).click();
  await page.getByRole("menuitemradio", { name: "Left (1)" }).click();
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await expect(page.getByRole("row", { name: /Old project/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("row", { name: /Old project/ })).toBeVisible();
});

test("renders and loads only visible rows of 10,000 rooms", async ({
  page,
  context,
  synapse,
  afterwards,
}) => {
  const ids = Array.from({ length: 10_000 }, (_, index) => `!${index}x:many.example.org`);
  let asked = 0;
  const proxy = await startProxy(testHomeserver().baseUrl, (url) => {
    if (url.endsWith("/memberships")) {
      return { json: { memberships: Object.fromEntries(ids.map((id) => [id, "join"])) } };
    }
    if (!url.includes("/v1/rooms/")) return undefined;
    asked += 1;
    const [room_id = ""] = decodeURIComponent(url).split("/").slice(-1);
    return { json: { room_id, name: `Room ${room_id.slice(1, -17)}`, joined_members: 3 } };
  });
  afterwards.use(proxy);
  const dashboard = await startDashboard({ homeserverUrl: proxy.url });
  afterwards.defer(dashboard.stop);
  const account = await synapse.createUser({ admin: true });
  await signIn(context, dashboard.url, account);
  await page.goto(`${dashboard.url}${pathOf(account)}/rooms`);
  await expect(page.getByText("Room 0x", { exact: true })).toBeVisible();
  await page.waitForLoadState("networkidle");

  await page.mouse.move(600, 600);
  for (let turn = 0; turn < 40; turn += 1) await page.mouse.wheel(0, 2000);
  await expect(page.getByText("Room 0x", { exact: true })).toHaveCount(0);
  await page.keyboard.press("End");
  await expect(page.getByText("Room 9999x", { exact: true })).toBeVisible();
  expect(await page.locator("tbody tr").count()).toBeLessThan(100);
  expect(asked).toBeLessThan(5000);

  await page.getByRole("searchbox").fill("!1234x");
  await expect(page.locator("tbody tr")).toHaveCount(1);
});
