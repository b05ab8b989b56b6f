import { MatrixClient, randomName } from "#scripts/support/synapse/client.ts";
import { words } from "#tests/support/words.ts";

import { expect, open, REFUSED, test } from "./fixtures.ts";

// A name that is taken, and a room that nobody may join, are refusals.
test.use({ expectedOnConsole: [REFUSED] });

test("hands over a new account with a working password, and reports failed joins", async ({
  page,
  admin,
  synapse,
}) => {
  const own = await new MatrixClient(synapse.baseUrl).loginAs(admin.localpart, admin.password);
  const other = await synapse.createUser();
  const theirs = await new MatrixClient(synapse.baseUrl).loginAs(other.localpart, other.password);
  const roomOf = async (client: MatrixClient, preset: string) =>
    (
      await client.call<{ room_id: string }>("POST", "/_matrix/client/v3/createRoom", {
        body: { preset },
      })
    ).room_id;
  const shared = await roomOf(own, "private_chat");
  const hidden = await roomOf(theirs, "private_chat");

  await open(page, "/users");
  await page.getByRole("link", { name: "New user…" }).click();
  await page.getByLabel(words("createUser.name")).fill(other.localpart);
  await expect(page.getByText(words("createUser.names.taken"))).toBeVisible();
  const name = randomName("new");
  await page.getByLabel(words("createUser.name")).fill(name);
  await expect(page.getByText("This name is available.")).toBeVisible();
  await page.getByLabel("Display name").fill("Neue Person");
  await page.getByRole("textbox", { name: words("createUser.email") }).fill(`${name}@Example.org`);
  await page.getByRole("textbox", { name: "Room to join" }).fill(shared);
  await page.keyboard.press("Enter");
  // What was typed and not added counts as well.
  await page.getByRole("textbox", { name: "Room to join" }).fill(hidden);
  await page.getByRole("button", { name: "Create account" }).click();

  await expect(
    page.getByRole("heading", { name: words("handOver.title", { name: "Neue Person" }) }),
  ).toBeVisible();
  const password = await page.getByLabel("Password", { exact: true }).innerText();
  const userId = await page.getByLabel("Matrix ID", { exact: true }).innerText();
  await expect(page.getByLabel("Address", { exact: true })).toHaveText(synapse.baseUrl);
  await expect(page.getByRole("listitem").filter({ hasText: shared })).toContainText("Joined");
  await expect(page.getByRole("listitem").filter({ hasText: hidden })).toContainText(
    "the room is not public",
  );

  const signedIn = await new MatrixClient(synapse.baseUrl).loginAs(name, password);
  expect(await signedIn.call("GET", "/_matrix/client/v3/joined_rooms")).toEqual({
    joined_rooms: [shared],
  });
  expect(
    await synapse.call("GET", `/_synapse/admin/v2/users/${encodeURIComponent(userId)}`),
  ).toMatchObject({
    displayname: "Neue Person",
    threepids: [{ medium: "email", address: `${name}@example.org` }],
    admin: false,
    user_type: null,
  });

  await page.getByRole("link", { name: "Open user" }).click();
  await expect(page.getByRole("heading", { name: "Neue Person", exact: true })).toBeVisible();
  expect(await page.content()).not.toContain(password);
});
