import type { Page } from "@playwright/test";

import { MatrixClient } from "#scripts/support/synapse/client.ts";
import { words } from "#tests/support/words.ts";

import { createUser, expect, open, pathOf, test } from "./fixtures.ts";

const userAt = (synapse: MatrixClient, userId: string) =>
  synapse.call<Record<string, unknown>>(
    "GET",
    `/_synapse/admin/v2/users/${encodeURIComponent(userId)}`,
  );
const roomsOf = async (synapse: MatrixClient, userId: string) =>
  (
    await synapse.call<{ joined_rooms: string[] }>(
      "GET",
      `/_synapse/admin/v1/users/${encodeURIComponent(userId)}/joined_rooms`,
    )
  ).joined_rooms;

/** Somebody in a public room and in a private one that no admin is in. */
async function member(synapse: MatrixClient) {
  const email = `${crypto.randomUUID()}@example.org`;
  const user = await createUser(synapse, ["Phone"], {
    threepids: [{ medium: "email", address: email }],
  });
  const host = await createUser(synapse, ["Laptop"]);
  const as = ({ logins: [login] }: typeof user) =>
    new MatrixClient(synapse.baseUrl, { token: `${login?.access_token}` });
  for (const preset of ["public_chat", "private_chat"]) {
    const { room_id } = await as(host).call<{ room_id: string }>(
      "POST",
      "/_matrix/client/v3/createRoom",
      { body: { preset, invite: [user.userId] } },
    );
    await as(user).call("POST", `/_matrix/client/v3/join/${encodeURIComponent(room_id)}`, {
      body: {},
    });
  }
  return { ...user, email };
}

async function choose(page: Page, action: string) {
  await page.getByRole("button", { name: "More actions", exact: true }).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
  return page.getByRole("dialog");
}

test("reports what a deactivation left, and restores what was kept", async ({
  page,
  admin,
  synapse,
}) => {
  test.setTimeout(90_000);
  expect(admin).toBeDefined();
  const user = await member(synapse);
  await open(page, pathOf(user));
  const dialog = await choose(page, "Deactivate…");
  await expect(dialog.getByText("rooms to leave")).toBeVisible();
  await dialog.getByRole("button", { name: "Deactivate", exact: true }).click();
  await expect(dialog.getByText(`This is not ${user.localpart}.`)).toBeVisible();
  expect(await userAt(synapse, user.userId)).toMatchObject({ deactivated: false });
  await dialog.getByLabel(`Type ${user.localpart} to confirm`).fill(user.localpart);
  await dialog.getByRole("button", { name: "Deactivate", exact: true }).click();

  await expect(dialog.getByText(words("accountEnd.clean"))).toBeVisible({
    timeout: 30_000,
  });
  await expect(dialog.getByText(words("accountEnd.states.goneOf", { count: 2 }))).toBeVisible();
  expect(await roomsOf(synapse, user.userId)).toEqual([]);
  expect(await synapse.devicesOf(user.userId)).toEqual([]);
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download as JSON" }).click();
  expect((await download).suggestedFilename()).toMatch(/^account-end-.*\.json$/);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("Deactivated", { exact: true })).toBeVisible();

  const again = await choose(page, "Reactivate…");
  await expect(again.getByText(user.email)).toBeVisible();
  await expect(again.getByText(/^2 rooms\./)).toBeVisible();
  await again.getByRole("radio", { name: /With a new password/ }).check();
  await again.getByRole("button", { name: "Reactivate", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Chiara Neri is active again" })).toBeVisible({
    timeout: 30_000,
  });
  await expect(again.getByText("Rooms: 1 of 2")).toBeVisible();
  await expect(again.getByText(words("reactivate.why.closedRoom"))).toBeVisible();
  const password = await again.getByLabel("Password", { exact: true }).innerText();
  expect(await userAt(synapse, user.userId)).toMatchObject({
    deactivated: false,
    displayname: "Chiara Neri",
    threepids: [{ address: user.email }],
  });
  expect(await roomsOf(synapse, user.userId)).toHaveLength(1);
  await expect(
    new MatrixClient(synapse.baseUrl).login(user.localpart, password),
  ).resolves.toBeDefined();
});

test("erases a user deactivated long ago, and shows the report again", async ({
  page,
  admin,
  synapse,
}) => {
  expect(admin).toBeDefined();
  const user = await createUser(synapse);
  await synapse.call("POST", `/_synapse/admin/v1/deactivate/${encodeURIComponent(user.userId)}`, {
    body: { erase: false },
  });
  await open(page, pathOf(user));
  const dialog = await choose(page, "Erase…");
  await expect(dialog.getByText(/The messages are not deleted/)).toBeVisible();
  await dialog.getByLabel(`Type ${user.localpart} to confirm`).fill(user.userId);
  await dialog.getByRole("button", { name: "Erase permanently" }).click();
  await expect(dialog.getByText(words("accountEnd.clean"))).toBeVisible({
    timeout: 30_000,
  });
  expect(await userAt(synapse, user.userId)).toMatchObject({ deactivated: true, erased: true });
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("Erased", { exact: true })).toBeVisible();

  const report = await choose(page, words("userActions.endReport"));
  await expect(report.getByText(`by ${admin.userId}.`)).toBeVisible();
  await expect(report.getByText("Account erased")).toBeVisible();
});
