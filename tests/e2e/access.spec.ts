import { MatrixClient } from "#scripts/support/synapse/client.ts";
import { words } from "#tests/support/words.ts";

import { expect, openUser, pathOf, createUser, test } from "./fixtures.ts";

test("hides a user's working token at first, and revokes it", async ({ page, admin, synapse }) => {
  const user = await createUser(synapse);
  expect(admin).toBeDefined();
  const guest = new MatrixClient(synapse.baseUrl);
  await page.goto(pathOf(user));
  const openDialog = async () => {
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: words("userActions.logInAs") }).click();
  };
  await openDialog();
  await page.getByRole("radio", { name: /log in as them/ }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: words("logInAs.make") }).click();
  await expect(page.getByText(words("logInAs.reasonNeeded"))).toBeVisible();
  await page.getByLabel("Reason").fill("a stuck client");
  await page.getByRole("button", { name: words("logInAs.make") }).click();

  const token = page.getByLabel("Access token", { exact: true });
  await expect(token).toHaveText(/^•+$/);
  await expect(page.getByRole("timer")).toHaveText(/^(5:00|4:\d\d)$/);
  await page.getByRole("button", { name: words("logInAs.show") }).click();
  const secret = await token.innerText();
  expect(await guest.isTokenAlive(secret)).toBe(true);
  await page.getByRole("button", { name: words("logInAs.keepAlive") }).click();
  expect(await page.content()).not.toContain(secret);
  expect(page.url()).not.toContain(secret);

  await openDialog();
  const alive = page.getByRole("region", { name: words("logInAs.alive.title") });
  await expect(alive).toContainText("a stuck client");
  await alive.getByRole("button", { name: "Revoke" }).click();
  await expect(alive).toHaveCount(0);
  expect(await guest.isTokenAlive(secret)).toBe(false);
});

test("leaves one room and removes power in another, by name", async ({ page, admin, synapse }) => {
  const user = await createUser(synapse, ["Phone"]);
  const other = await createUser(synapse, ["Phone"]);
  expect(admin).toBeDefined();
  const as = (one: typeof user) => synapse.as({ token: `${one.logins[0]?.access_token}` });
  const rooms = [];
  for (const name of ["Kitchen", "Garage"]) {
    const { room_id } = await as(other).call<{ room_id: string }>(
      "POST",
      "/_matrix/client/v3/createRoom",
      {
        body: {
          name,
          preset: "public_chat",
          room_version: "11",
          power_level_content_override: { users: { [other.userId]: 100, [user.userId]: 100 } },
        },
      },
    );
    await as(user).call("POST", `/_matrix/client/v3/join/${encodeURIComponent(room_id)}`, {
      body: {},
    });
    rooms.push(room_id);
  }
  const [, garage = ""] = rooms;

  await page.goto(pathOf(user));
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: words("userActions.logInAs") }).click();
  await page.getByRole("radio", { name: /Leave a room/ }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("radio", { name: /Kitchen/ }).check();
  await page.getByRole("button", { name: words("logInAs.rooms.leaveRoom.submit") }).click();
  await expect(
    page.getByText("Chiara Neri is no longer in Kitchen", { exact: false }),
  ).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();
  const { joined_rooms } = await as(user).call<{ joined_rooms: string[] }>(
    "GET",
    "/_matrix/client/v3/joined_rooms",
  );
  expect(joined_rooms).toEqual([garage]);

  await page.goto(`${pathOf(user)}/rooms`);
  await page
    .getByRole("row", { name: /Garage/ })
    .getByRole("button")
    .click();
  await page.getByRole("menuitem", { name: words("memberships.giveUpPower") }).click();
  await page.getByRole("button", { name: "Remove role" }).click();
  await expect(
    page.getByText("now has only the default permissions in Garage", { exact: false }),
  ).toBeVisible();
  const { users } = await as(other).call<{ users: Record<string, number> }>(
    "GET",
    `/_matrix/client/v3/rooms/${encodeURIComponent(garage)}/state/m.room.power_levels/`,
  );
  expect(users).toEqual({ [other.userId]: 100 });
});

test("explains to users how to confirm an encryption reset, without a window", async ({
  page,
  admin,
  synapse,
}) => {
  await openUser({ page, admin, synapse });
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: words("userActions.crossSigning") }).click();
  await expect(page.getByText(words("crossSigning.themselves.title"))).toBeVisible();
  await expect(
    page.getByText(words("crossSigning.themselves.password"), { exact: false }),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: words("crossSigning.submit") })).toHaveCount(0);
});
