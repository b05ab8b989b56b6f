import type { Page } from "@playwright/test";

import { MatrixClient } from "#scripts/support/synapse/client.ts";
import { words } from "#tests/support/words.ts";

import { createUser, expect, open, pathOf, test } from "./fixtures.ts";

/** Takes what the menu of a user's page offers, to the dialog's last button. */
async function take(page: Page, action: string, submit: string) {
  await page.getByRole("button", { name: "More actions", exact: true }).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: submit, exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

test("locks an account out and back in, with its device", async ({ page, admin, synapse }) => {
  expect(admin).toBeDefined();
  const user = await createUser(synapse, ["Phone"]);
  const guest = new MatrixClient(synapse.baseUrl);
  const token = `${user.logins[0]?.access_token}`;
  await open(page, pathOf(user));
  await take(page, "Lock…", "Lock");
  await expect(page.getByText("Chiara Neri is locked")).toBeVisible();
  await expect(page.getByText("Locked", { exact: true })).toBeVisible();
  expect(await guest.isTokenAlive(token)).toBe(false);

  await take(page, "Unlock…", "Unlock");
  await expect(page.getByText("Chiara Neri is unlocked")).toBeVisible();
  expect(await guest.isTokenAlive(token)).toBe(true);
});

test("limits a suspended account to reading until the suspension is lifted", async ({
  page,
  admin,
  synapse,
}) => {
  expect(admin).toBeDefined();
  const user = await createUser(synapse, ["Phone"]);
  const asUser = new MatrixClient(synapse.baseUrl, {
    token: `${user.logins[0]?.access_token}`,
  });
  const { room_id } = await asUser.call<{ room_id: string }>(
    "POST",
    "/_matrix/client/v3/createRoom",
    { body: {} },
  );
  const write = () =>
    asUser.call("PUT", `/_matrix/client/v3/rooms/${room_id}/send/m.room.message/${Math.random()}`, {
      body: { msgtype: "m.text", body: "Hello" },
    });
  await open(page, pathOf(user));
  await take(page, "Suspend…", "Suspend");
  await expect(page.getByText("Suspended", { exact: true })).toBeVisible();
  await expect(write()).rejects.toThrow("M_USER_SUSPENDED");

  await take(page, "Lift suspension…", "Lift suspension");
  await expect(
    page.getByText(words("states.unsuspend.done", { name: "Chiara Neri" })),
  ).toBeVisible();
  await expect(write()).resolves.toBeDefined();
});

test("explains, sets and lifts a shadow ban", async ({ page, admin, synapse }) => {
  expect(admin).toBeDefined();
  const user = await createUser(synapse);
  const isBanned = async () =>
    (
      await synapse.call<{ shadow_banned: boolean }>(
        "GET",
        `/_synapse/admin/v2/users/${encodeURIComponent(user.userId)}`,
      )
    ).shadow_banned;
  await open(page, pathOf(user));
  await take(page, "Shadow-ban…", "Shadow-ban");
  await expect(page.getByText("Shadow-banned", { exact: true })).toBeVisible();
  expect(await isBanned()).toBe(true);

  await take(page, "Lift shadow ban…", "Lift shadow ban");
  await expect(
    page.getByText(words("states.shadowUnban.done", { name: "Chiara Neri" })),
  ).toBeVisible();
  expect(await isBanned()).toBe(false);
});

test("offers no action to lock oneself out", async ({ page, admin }) => {
  await open(page, pathOf(admin));
  await expect(page.getByRole("heading", { level: 1, name: "Ada Lind" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Reset password…" })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox").fill("Ada Lind");
  await expect(page.getByRole("option", { name: /^Reset password/ })).toBeVisible();
  await expect(page.getByRole("option", { name: /^(Lock|Suspend|Shadow)/ })).toHaveCount(0);
});
