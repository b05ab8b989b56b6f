import type { Page } from "@playwright/test";

import { MatrixClient, randomName, type Account } from "#scripts/support/synapse/client.ts";
import { words } from "#tests/support/words.ts";

import { createUser, expect, open, pathOf, test } from "./fixtures.ts";

type Event = { type: string; sender: string; content: { body?: string } };

const inRoom = (room: string) => `/_matrix/client/v3/rooms/${encodeURIComponent(room)}`;

async function eventsIn(synapse: MatrixClient, room: string): Promise<Event[]> {
  const path = `/_synapse/admin/v1/rooms/${encodeURIComponent(room)}/messages`;
  const query = { dir: "b", limit: 100 };
  return (await synapse.call<{ chunk: Event[] }>("GET", path, { query })).chunk;
}

async function roomsOf(synapse: MatrixClient, { userId }: Account): Promise<string[]> {
  const path = `/_synapse/admin/v1/users/${encodeURIComponent(userId)}/joined_rooms`;
  return (await synapse.call<{ joined_rooms: string[] }>("GET", path)).joined_rooms;
}

async function roomOf(client: MatrixClient): Promise<string> {
  const path = "/_matrix/client/v3/createRoom";
  return (await client.call<{ room_id: string }>("POST", path, { body: {} })).room_id;
}

const as = ({ localpart, password }: Account, synapse: MatrixClient) =>
  new MatrixClient(synapse.baseUrl).loginAs(localpart, password);

/** Opens what can be done with the user of a page. */
async function ask(page: Page, user: Account, action: string) {
  await open(page, pathOf(user));
  await page.getByRole("button", { name: "More actions", exact: true }).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
  return page.getByRole("dialog");
}

const rowWith = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });
const ended = (page: Page) => page.getByText("1 of 1", { exact: true });

test("delivers a notice to each user's notices room", async ({ page, admin, synapse }) => {
  expect(admin).toBeDefined();
  const displayname = `Crowd ${randomName("")}`;
  const users = [
    await createUser(synapse, [], { displayname }),
    await createUser(synapse, [], { displayname }),
  ];
  await open(page, `/users?q=${encodeURIComponent(displayname)}`);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await page.getByRole("menuitem", { name: "Send a notice…" }).click();
  const dialog = page.getByRole("dialog", { name: "Send a notice to 2 accounts" });
  await dialog.getByLabel("Text").fill("We restart at noon.");
  await dialog.getByLabel("Type 2 to confirm").fill("2");
  await dialog.getByRole("button", { name: "Send a notice to 2 accounts" }).click();

  await expect(page.getByText("2 of 2", { exact: true })).toBeVisible();
  await expect(page.getByText("We restart at noon.")).toBeVisible();
  await expect(rowWith(page, "Sent as $")).toHaveCount(2);
  for (const user of users) {
    const [room = ""] = await roomsOf(synapse, user);
    const events = await eventsIn(synapse, room);
    expect(events.map(({ content }) => content.body)).toContain("We restart at noon.");
  }
});

test("sets types, deactivates and restores users with their names, each by one job", async ({
  page,
  admin,
  synapse,
}) => {
  expect(admin).toBeDefined();
  const family = randomName("fam");
  const users = [
    await createUser(synapse, [], { localpart: `${family}-a` }),
    await createUser(synapse, [], { localpart: `${family}-b` }),
  ];
  const doToBoth = async (action: string, title: string) => {
    await open(page, `/users?q=${family}`);
    await page.getByRole("checkbox", { name: "Select all on this page" }).check();
    await page.getByRole("button", { name: "Actions", exact: true }).click();
    await page.getByRole("menuitem", { name: action, exact: true }).click();
    const dialog = page.getByRole("dialog", { name: title });
    await dialog.getByLabel("Type 2 to confirm").fill("2");
    await dialog.getByRole("button", { name: title }).click();
    await expect(page.getByText("2 of 2", { exact: true })).toBeVisible({ timeout: 60_000 });
    return Promise.all(
      users.map(({ userId }) =>
        synapse.call("GET", `/_synapse/admin/v2/users/${encodeURIComponent(userId)}`),
      ),
    );
  };
  for (const user of await doToBoth("Set type…", "Set the type of 2 accounts")) {
    expect(user).toMatchObject({ user_type: "bot" });
  }
  for (const user of await doToBoth("Deactivate…", "Deactivate 2 accounts")) {
    expect(user).toMatchObject({ deactivated: true });
  }
  for (const user of await doToBoth("Reactivate…", "Reactivate 2 accounts")) {
    expect(user).toMatchObject({ deactivated: false, displayname: "Chiara Neri" });
  }
});

test("removes a user's messages after the name is entered", async ({ page, admin, synapse }) => {
  expect(admin).toBeDefined();
  const user = await createUser(synapse);
  const client = await as(user, synapse);
  const room = await roomOf(client);
  await client.call("PUT", `${inRoom(room)}/send/m.room.message/1`, {
    body: { msgtype: "m.text", body: "Buy now" },
  });
  const dialog = await ask(page, user, "Remove messages…");
  await dialog.getByRole("button", { name: "Remove messages" }).click();
  await expect(dialog.getByText(`This is not ${user.localpart}.`)).toBeVisible();
  await dialog.getByLabel(`Type ${user.localpart} to confirm`).fill(user.localpart);
  await dialog.getByRole("button", { name: "Remove messages" }).click();

  await expect(ended(page)).toBeVisible({ timeout: 60_000 });
  await expect(rowWith(page, words("jobs.outcome.redacted", { count: 1 }))).toHaveCount(1);
  const said = (await eventsIn(synapse, room)).filter(({ type }) => type === "m.room.message");
  expect(said).toMatchObject([{ content: {} }]);
  expect(said[0]?.content.body).toBeUndefined();
});

test("deletes all of a user's media", async ({ page, admin, synapse }) => {
  expect(admin).toBeDefined();
  const user = await createUser(synapse);
  const client = await as(user, synapse);
  for (const name of ["one.txt", "two.txt"]) {
    await client.upload(name, "text/plain", new TextEncoder().encode(name));
  }
  const dialog = await ask(page, user, "Delete all media…");
  await dialog.getByLabel(`Type ${user.localpart} to confirm`).fill(user.localpart);
  await page.keyboard.press("Enter");
  await expect(rowWith(page, words("jobs.outcome.files", { count: 2 }))).toHaveCount(1);
  const path = `/_synapse/admin/v1/users/${encodeURIComponent(user.userId)}/media`;
  expect(await synapse.call("GET", path)).toMatchObject({ total: 0 });
});

test("joins a user to the admin's room", async ({ page, admin, synapse }) => {
  const user = await createUser(synapse);
  const room = await roomOf(await as(admin, synapse));
  const dialog = await ask(page, user, "Add to a room…");
  await dialog.getByLabel("Room").fill("somewhere");
  await dialog.getByRole("button", { name: "Add to room" }).click();
  await expect(dialog.getByRole("alert")).toContainText(words("bulk.room.wrong"));
  await dialog.getByLabel("Room").fill(room);
  await dialog.getByRole("button", { name: "Add to room" }).click();
  await expect(rowWith(page, "Added")).toHaveCount(1);
  expect(await roomsOf(synapse, user)).toEqual([room]);
});

test("finds a user by email address in the search, the palette and the lookup", async ({
  page,
  admin,
  synapse,
}) => {
  expect(admin).toBeDefined();
  const local = randomName("mail");
  const external_ids = [{ auth_provider: "oidc-e2e", external_id: local }];
  const user = await createUser(synapse, [], {
    threepids: [{ medium: "email", address: `${local}@example.org` }],
    external_ids,
  });
  await open(page, "/users");
  await page.getByRole("searchbox").fill(`${local.toUpperCase()}@Example.org`);
  await expect(page.getByText(/belongs to/)).toBeVisible();
  await expect(page.getByRole("main").getByText(user.userId)).toBeVisible();

  await page.getByRole("button", { name: "Find by email or phone…" }).click();
  const dialog = page.getByRole("dialog", { name: words("find.title") });
  await dialog.getByText("Single sign-on ID", { exact: true }).first().click();
  await dialog.getByLabel("Provider").fill("oidc-e2e");
  await dialog.getByRole("textbox", { name: "Single sign-on ID" }).fill(local);
  await dialog.getByRole("button", { name: "Find", exact: true }).click();
  await expect(dialog.getByText(words("find.found.sign_in", { value: local }))).toBeVisible();
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+k");
  await page.getByPlaceholder(/Search users, pages/).fill(`${local}@example.org`);
  await page.getByRole("option", { name: new RegExp(`\\(${local}@example.org\\)`) }).click();
  await expect(page).toHaveURL(new RegExp(encodeURIComponent(user.userId)));
});

test("shows a user who was never seen as unknown, not inactive", async ({
  page,
  admin,
  synapse,
}) => {
  expect(admin).toBeDefined();
  const user = await createUser(synapse);
  await open(page, `/users?q=${user.localpart}`);
  const rows = page.locator("tbody tr");
  await expect(rows).toHaveCount(1);
  await page.getByRole("button", { name: words("users.filters.unseen"), expanded: false }).click();
  await page.getByRole("menuitemradio", { name: words("users.filters.unseenUnknown") }).click();
  await expect(page).toHaveURL(/unseen=unknown/);
  await expect(rows).toHaveCount(1);
  await page.getByRole("button", { name: "Last seen: Never seen, or unknown" }).click();
  await page.getByRole("menuitemradio", { name: "Not seen for 30 days" }).click();
  await expect(page.getByText("No users match")).toBeVisible();
  await expect(page).toHaveURL(/unseen=30/);
});
