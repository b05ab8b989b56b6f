import { MatrixClient } from "#scripts/support/synapse/client.ts";
import { words } from "#tests/support/words.ts";

import { expect, openUser, pathOf, REFUSED, createUser, test } from "./fixtures.ts";

const devicesPage = (user: { userId: string }) => `${pathOf(user)}/devices`;

test("renames a device at Synapse", async ({ page, admin, synapse }) => {
  const user = await openUser({ page, admin, synapse }, { devices: ["Old name"], tab: "/devices" });
  await page.getByRole("button", { name: "More actions for Old name" }).click();
  await page.getByRole("menuitem", { name: "Rename…" }).click();
  await page.getByLabel("Name", { exact: true }).fill("New name");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: /New name/ })).toBeVisible();
  await expect(page.getByText(words("devices.renamed", { name: "New name" }))).toBeVisible();
  expect(await synapse.devicesOf(user.userId)).toMatchObject([{ display_name: "New name" }]);
});

test("creates a device with its name, and opens it", async ({ page, admin, synapse }) => {
  const user = await openUser({ page, admin, synapse }, { tab: "/devices" });
  await page.getByRole("button", { name: "Create a device…" }).click();
  await page.getByLabel("Device ID").fill("BRIDGE");
  await page.getByLabel("Name (optional)").fill("Bridge of Chiara");
  await page.getByRole("button", { name: "Create device" }).click();
  await expect(
    page.getByText(words("devices.create.done", { name: "Bridge of Chiara" })),
  ).toBeVisible();
  expect(await synapse.devicesOf(user.userId)).toMatchObject([
    { device_id: "BRIDGE", display_name: "Bridge of Chiara" },
  ]);
  await page.getByRole("button", { name: "Bridge of Chiara", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Bridge of Chiara" })).toContainText("BRIDGE");
  await expect(page.getByRole("dialog")).toContainText("No encryption keys");
});

test("revokes one device, and confirms it with a fresh list", async ({ page, admin, synapse }) => {
  const user = await openUser(
    { page, admin, synapse },
    { devices: ["Phone", "Laptop"], tab: "/devices" },
  );
  await page
    .getByRole("row", { name: /Laptop/ })
    .getByRole("button", { name: words("devices.revoke") })
    .click();
  await expect(page.getByText(/This cannot be undone/)).toBeVisible();
  await page.getByRole("button", { name: words("revoke.submit", { count: 1 }) }).click();
  await expect(
    page.getByRole("dialog", { name: words("revoke.doneTitle", { count: 1 }) }),
  ).toBeVisible();
  expect(await synapse.devicesOf(user.userId)).toMatchObject([{ display_name: "Phone" }]);
  const guest = new MatrixClient(synapse.baseUrl);
  expect(await guest.isTokenAlive(`${user.logins[1]?.access_token}`)).toBe(false);
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("row", { name: /Laptop/ })).toHaveCount(0);
});

test("revokes 120 devices in three batches", async ({ page, admin, synapse }) => {
  const names = Array.from({ length: 120 }, (_, index) => `Device ${index}`);
  const user = await createUser(synapse, names);
  expect(admin).toBeDefined();
  const batches: number[] = [];
  page.on("request", (request) => {
    if (!request.url().includes("/devices.revoke")) return;
    batches.push((request.postDataJSON() as { devices: string[] }).devices.length);
  });
  await page.goto(devicesPage(user));
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  const dock = page.getByRole("region", { name: "Actions" });
  await expect(dock).toContainText("120 selected");
  await dock.getByRole("button", { name: words("devices.revoke") }).click();
  await page.getByRole("button", { name: words("revoke.submit", { count: 120 }) }).click();
  await expect(
    page.getByRole("dialog", { name: words("revoke.doneTitle", { count: 120 }) }),
  ).toBeVisible({
    timeout: 60_000,
  });
  expect(batches).toEqual([50, 50, 20]);
  expect(await synapse.devicesOf(user.userId)).toEqual([]);
});

test("keeps devices without a known time when it revokes all but the newest, and says so", async ({
  page,
  admin,
  synapse,
}) => {
  const user = await createUser(synapse, ["Used", "Used before", "Never used"]);
  expect(admin).toBeDefined();
  const guest = new MatrixClient(synapse.baseUrl);
  // A visit is what gives a device its last-seen time; Synapse writes them down after a while.
  for (const { access_token } of user.logins.slice(0, 2).toReversed()) {
    await guest.call("GET", "/_matrix/client/v3/account/whoami", { token: access_token });
  }
  await expect
    .poll(
      async () => (await synapse.devicesOf(user.userId)).filter((one) => one.last_seen_ts).length,
      {
        timeout: 30_000,
      },
    )
    .toBe(2);

  await page.goto(devicesPage(user));
  await page.getByRole("button", { name: "Clean up…" }).click();
  await expect(page.getByText(words("devices.ruleLeavesOut"))).toBeVisible();
  await page.getByRole("menuitem", { name: /All but the newest/ }).click();
  await page.getByRole("button", { name: words("revoke.submit", { count: 1 }) }).click();
  await expect(
    page.getByRole("dialog", { name: words("revoke.doneTitle", { count: 1 }) }),
  ).toBeVisible();
  const left = (await synapse.devicesOf(user.userId)).map(({ display_name }) => display_name);
  expect(left).toHaveLength(2);
  expect(left).toContain("Never used");
});

test.describe("the dashboard's own device", () => {
  test.use({ expectedOnConsole: [REFUSED] });

  test("marks its own device, confirms it separately, and signs out on revoking it", async ({
    page,
    admin,
    synapse,
  }) => {
    const guest = new MatrixClient(synapse.baseUrl);
    await guest.login(admin.localpart, admin.password, { deviceName: "Other phone" });
    await page.goto(devicesPage(admin));
    await expect(page.getByRole("row", { name: /This dashboard/ })).toBeVisible();
    await page.getByRole("checkbox", { name: "Select all on this page" }).check();
    await page
      .getByRole("region", { name: "Actions" })
      .getByRole("button", { name: words("devices.revoke") })
      .click();
    await expect(page.getByText(words("revoke.ownTitle"))).toBeVisible();
    await page.getByRole("button", { name: words("revoke.submit", { count: 1 }) }).click();
    await page.getByRole("button", { name: "Done" }).click();

    await expect(page.getByRole("dialog", { name: "Sign out of the dashboard?" })).toBeVisible();
    expect(await synapse.devicesOf(admin.userId)).toHaveLength(1);
    await page.getByRole("button", { name: "Sign out of the dashboard" }).click();
    await expect(page.getByText(words("signIn.reason.signed_out"))).toBeVisible();
    expect(await synapse.devicesOf(admin.userId)).toEqual([]);
  });
});
