import { words } from "#tests/support/words.ts";

import { createUser, expect, pathOf, test } from "./fixtures.ts";

const adminPath = (route: string, userId: string) =>
  `/_synapse/admin/v1/${route.replace("{}", encodeURIComponent(userId))}`;

test("sets, removes and resets a user's rate limit at Synapse", async ({
  page,
  admin,
  synapse,
}) => {
  const { userId } = await createUser(synapse);
  expect(admin).toBeDefined();
  const limit = () => synapse.call("GET", adminPath("users/{}/override_ratelimit", userId));
  await page.goto(`${pathOf({ userId })}/limits`);
  await expect(page.getByText(words("limits.rate.now.server"), { exact: true })).toBeVisible();

  await page.getByRole("radio", { name: /Custom limits/ }).check();
  await page.getByLabel(words("limits.rate.perSecond")).fill("3");
  await page.getByLabel(words("limits.rate.burst")).fill("7");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(
    page.getByText(words("limits.rate.now.own", { perSecond: 3, burst: 7 }), { exact: true }),
  ).toBeVisible();
  expect(await limit()).toEqual({ messages_per_second: 3, burst_count: 7 });

  await page.getByRole("radio", { name: /No limits/ }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("no limits at all", { exact: true })).toBeVisible();
  expect(await limit()).toEqual({ messages_per_second: 0, burst_count: 0 });

  await page.getByRole("radio", { name: /Server defaults/ }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(words("limits.rate.now.server"), { exact: true })).toBeVisible();
  expect(await limit()).toEqual({});
});

test("enables an experimental feature, and counts invites and joins", async ({
  page,
  admin,
  synapse,
}) => {
  const user = await createUser(synapse, ["Phone"]);
  const other = await createUser(synapse);
  expect(admin).toBeDefined();
  const token = `${user.logins[0]?.access_token}`;
  await synapse.call("POST", "/_matrix/client/v3/createRoom", {
    token,
    body: { invite: [other.userId] },
  });
  await page.goto(`${pathOf(user)}/limits`);
  const activity = page.getByRole("region", { name: "Invites and joins" });
  await expect(activity.getByText("1", { exact: true })).toHaveCount(2);

  const feature = page.getByRole("checkbox", { name: /msc3575/ });
  await feature.click();
  await expect(feature).toBeChecked();
  await expect(page.getByText(/is enabled for this user/)).toBeVisible();
  expect(
    await synapse.call("GET", adminPath("experimental_features/{}", user.userId)),
  ).toMatchObject({ features: { msc3575: true } });
});
