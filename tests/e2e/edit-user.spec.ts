import type { Page } from "@playwright/test";

import { Picture } from "#scripts/support/sample-data/png.ts";
import { randomName, type MatrixClient } from "#scripts/support/synapse/client.ts";
import { words } from "#tests/support/words.ts";

import { expect, open, openUser, pathOf, createUser, test } from "./fixtures.ts";

// An address that is somebody else's is a refusal, and what the homeserver does not do is a 501.
test.use({
  expectedOnConsole: [
    /^Failed to load resource: the server responded with a status of (4\d\d|501)/,
  ],
});

type Account = {
  displayname: string;
  avatar_url: string | null;
  user_type: string | null;
  admin: boolean;
  threepids: { medium: string; address: string }[];
  external_ids: { external_id: string }[];
};
const at = (synapse: MatrixClient, { userId }: { userId: string }) =>
  synapse.call<Account>("GET", `/_synapse/admin/v2/users/${encodeURIComponent(userId)}`);

const dialog = (page: Page) => page.getByRole("dialog");
const start = (page: Page, name: string) => page.getByRole("button", { name }).click();
const save = async (page: Page, name = "Save") => {
  await dialog(page).getByRole("button", { name, exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
};

test("changes and clears the name, avatar and type", async ({ page, admin, synapse }) => {
  const user = await openUser({ page, admin, synapse });
  await start(page, words("userActions.editName"));
  await page.getByRole("textbox", { name: "Display name" }).fill("Chiara Bianchi");
  await save(page);
  await expect(page.getByRole("heading", { name: "Chiara Bianchi" })).toBeVisible();

  await start(page, words("userActions.editAvatar"));
  await page
    .getByLabel("Choose a picture")
    .setInputFiles({ name: "wide.png", mimeType: "image/png", buffer: widePicture() });
  await expect(dialog(page).locator("img[src^='blob:']")).toBeVisible();
  await save(page);

  await start(page, words("userActions.editType"));
  await page.getByRole("radio", { name: /^Bot/ }).check();
  await save(page);
  const now = await at(synapse, user);
  expect(now).toMatchObject({ displayname: "Chiara Bianchi", user_type: "bot" });
  const bytes = await download(synapse, `${now.avatar_url}`);
  // As wide as is allowed, and as high as it was for that width.
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([800, 400]);

  await start(page, words("userActions.editName"));
  await page.getByRole("textbox", { name: "Display name" }).fill("");
  await save(page);
  await start(page, words("userActions.editAvatar"));
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await save(page);
  await start(page, words("userActions.editType"));
  await page.getByRole("radio", { name: /^Person/ }).check();
  await save(page);
  const cleared = await at(synapse, user);
  expect(cleared.displayname || null).toBeNull();
  expect(cleared.avatar_url || null).toBeNull();
  expect(cleared.user_type).toBeNull();
});

test("moves another user's address only on confirmation, and keeps the others", async ({
  page,
  admin,
  synapse,
}) => {
  expect(admin).toBeDefined();
  const [taken, kept, fresh] = ["taken", "kept", "fresh"].map(
    (name) => `${randomName(name)}@example.org`,
  ) as [string, string, string];
  const digits = randomDigits();
  const owner = await synapse.createUser({
    displayname: "First Owner",
    threepids: [{ medium: "email", address: taken }],
  });
  const user = await createUser(synapse, [], { threepids: [{ medium: "email", address: kept }] });
  await open(page, pathOf(user));
  await start(page, words("userActions.editEmails"));
  const field = page.getByRole("textbox", { name: words("createUser.email") });
  await field.fill(fresh.toUpperCase());
  await page.keyboard.press("Enter");
  await field.fill(taken);
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await expect(dialog(page).getByRole("alert")).toContainText(`First Owner (${owner.userId})`);
  expect((await at(synapse, owner)).threepids).toMatchObject([{ address: taken }]);

  await page.getByRole("checkbox", { name: /^Take it from First Owner/ }).check();
  await save(page);
  const addresses = (account: Account) =>
    account.threepids.map(({ address }) => address).toSorted();
  expect(addresses(await at(synapse, user))).toEqual([taken, kept, fresh].toSorted());
  expect(addresses(await at(synapse, owner))).toEqual([]);

  await start(page, words("userActions.editEmails"));
  await page.getByRole("button", { name: `Remove ${kept}` }).click();
  await save(page);
  expect(addresses(await at(synapse, user))).toEqual([taken, fresh].toSorted());

  await start(page, words("userActions.editPhones"));
  await page.getByRole("textbox", { name: "Phone number" }).fill(`+41 79 ${digits}`);
  await save(page);
  expect((await at(synapse, user)).threepids).toContainEqual(
    expect.objectContaining({ medium: "msisdn", address: `4179${digits}` }),
  );
});

test("grants and revokes admin rights, except the admin's own", async ({
  page,
  admin,
  synapse,
}) => {
  const user = await openUser(
    { page, admin, synapse },
    {
      account: {
        external_ids: [{ auth_provider: "oidc-gone", external_id: randomName("sso") }],
      },
    },
  );
  await start(page, "Grant admin rights…");
  await save(page, "Grant admin rights");
  await expect(
    page.getByText(words("editUser.admin.grant.done", { name: "Chiara Neri" })),
  ).toBeVisible();
  expect((await at(synapse, user)).admin).toBe(true);
  await start(page, "Revoke admin rights…");
  await save(page, "Revoke admin rights");
  await expect(page.getByRole("button", { name: "Grant admin rights…" })).toBeVisible();
  expect((await at(synapse, user)).admin).toBe(false);

  await start(page, words("userActions.editExternalIds"));
  await expect(dialog(page).getByText(/offers no single sign-on/)).toBeVisible();
  await dialog(page)
    .getByRole("button", { name: /^Remove sso-/ })
    .click();
  await save(page);
  expect((await at(synapse, user)).external_ids).toEqual([]);

  await page.getByRole("button", { name: "More actions", exact: true }).click();
  await page.getByRole("menuitem", { name: words("userActions.renewAccount") }).click();
  await dialog(page).getByRole("button", { name: "Extend", exact: true }).click();
  await expect(dialog(page).getByText(words("errors.validity_off.title"))).toBeVisible();

  await open(page, pathOf(admin));
  await expect(page.getByRole("button", { name: words("userActions.editName") })).toBeVisible();
  await expect(page.getByRole("button", { name: "Revoke admin rights…" })).toHaveCount(0);
});

const randomDigits = (): string => String(Math.floor(1_000_000 + Math.random() * 9_000_000));

function widePicture(): Buffer {
  const picture = new Picture(1200, 600);
  picture.fill((x, y) => [Math.round(x * 255), Math.round(y * 255), 120]);
  return Buffer.from(picture.toPng());
}

async function download({ baseUrl, caller }: MatrixClient, mxc: string): Promise<Buffer> {
  const url = `${baseUrl}/_matrix/client/v1/media/download/${mxc.slice("mxc://".length)}`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${caller.token}` } });
  return Buffer.from(await answer.arrayBuffer());
}
