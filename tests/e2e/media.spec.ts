import { Picture } from "#scripts/support/sample-data/png.ts";
import type { MatrixClient } from "#scripts/support/synapse/client.ts";
import { words } from "#tests/support/words.ts";

import { createUser, expect, pathOf, test } from "./fixtures.ts";

type Info = { quarantined_by: string | null; safe_from_quarantine: boolean | number };

/** A picture that no other test uploads. */
function aPicture() {
  const picture = new Picture(40, 30);
  picture.fill(() => [Math.random() * 255, Math.random() * 255, Math.random() * 255]);
  return picture.toPng();
}

async function uploader(synapse: MatrixClient) {
  const user = await createUser(synapse, ["Phone"]);
  const theirs = synapse.as({ token: `${user.logins[0]?.access_token}` });
  const upload = async (name: string, bytes = aPicture()) =>
    (await theirs.upload(name, "image/png", bytes)).replace("mxc://", "");
  const infoOf = async (file: string) =>
    (await synapse.call<{ media_info: Info }>("GET", `/_synapse/admin/v1/media/${file}`))
      .media_info;
  return { user, upload, infoOf };
}

test("reveals an image, quarantines it with its duplicate, releases, protects and deletes it", async ({
  page,
  admin,
  synapse,
}) => {
  const { user, upload, infoOf } = await uploader(synapse);
  const other = await uploader(synapse);
  const bytes = aPicture();
  const file = await upload("harbour.png", bytes);
  const twin = await other.upload("copy.png", bytes);

  await page.goto(`${pathOf(user)}/media?view=grid`);
  await page
    .getByRole("button", { name: words("media.preview.showNamed", { name: "harbour.png" }) })
    .click();
  const picture = page.getByRole("img", { name: "Picture harbour.png" });
  await expect(picture).toHaveJSProperty("complete", true);
  expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(40);

  const act = async (item: RegExp, submit: string) => {
    await page.getByRole("button", { name: "More actions for harbour.png" }).click();
    await page.getByRole("menuitem", { name: item }).click();
    await page.getByRole("button", { name: submit }).click();
    await expect(page.getByText(words("media.change.checked"))).toBeVisible();
    await page.getByRole("button", { name: "Done" }).click();
  };

  await act(/^Quarantine/, "Quarantine the file");
  expect(await infoOf(file)).toMatchObject({ quarantined_by: admin.userId });
  expect(await infoOf(twin)).toMatchObject({ quarantined_by: admin.userId });
  await expect(
    page.getByText("Quarantined files cannot be shown.", { exact: false }),
  ).toBeVisible();

  await act(/^Release/, "Release the file");
  expect(await infoOf(file)).toMatchObject({ quarantined_by: null });
  expect(await infoOf(twin)).toMatchObject({ quarantined_by: null });

  await act(/^Protect/, "Protect the file");
  expect(Boolean((await infoOf(file)).safe_from_quarantine)).toBe(true);

  await page.getByRole("button", { name: "More actions for harbour.png" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await page.getByLabel("Type 1 to confirm").fill("1");
  await page.getByRole("button", { name: "Delete the file" }).click();
  await expect(
    page.getByRole("dialog", { name: words("media.change.done.delete", { count: 1 }) }),
  ).toBeVisible();
  await expect(infoOf(file)).rejects.toMatchObject({ status: 404 });
  await expect(infoOf(twin)).resolves.toBeDefined();

  await page.goto(`${pathOf(user)}/history`);
  // Released, it is shown again: a browser that has let go of the picture by then asks for it once more.
  await expect(
    page.getByRole("row", { name: words("audit.actions.media.view") }).first(),
  ).toBeVisible();
  await expect(page.getByRole("row", { name: words("audit.actions.media.delete") })).toBeVisible();
});

test("quarantines all of a user's media but the protected, and deletes all of it", async ({
  page,
  admin,
  synapse,
}) => {
  const { user, upload, infoOf } = await uploader(synapse);
  const [one, kept] = [await upload("one.png"), await upload("kept.png")];
  await synapse.call("POST", `/_synapse/admin/v1/media/protect/${kept.split("/")[1]}`, {
    body: {},
  });

  await page.goto(`${pathOf(user)}/media`);
  await page.getByRole("button", { name: "All files" }).click();
  await page.getByRole("menuitem", { name: "Quarantine everything…" }).click();
  await page.getByLabel("Type 2 to confirm").fill("2");
  await page.getByRole("button", { name: "Quarantine everything" }).click();
  await expect(page.getByText("1 of 2 files of this user is quarantined now.")).toBeVisible();
  expect(await infoOf(one)).toMatchObject({ quarantined_by: admin.userId });
  expect(await infoOf(kept)).toMatchObject({ quarantined_by: null });
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("row", { name: /one\.png.*Quarantined/ })).toBeVisible();

  await page.getByRole("button", { name: "All files" }).click();
  await page.getByRole("menuitem", { name: "Delete everything…" }).click();
  await page.getByLabel(/^Type .* to confirm$/).fill(user.localpart);
  await page.getByRole("button", { name: "Delete everything" }).click();
  await expect(page.getByRole("row", { name: /2 files deleted/ })).toBeVisible({
    timeout: 30_000,
  });
  const { total } = await synapse.call<{ total: number }>(
    "GET",
    `/_synapse/admin/v1/users/${encodeURIComponent(user.userId)}/media`,
  );
  expect(total).toBe(0);
});
