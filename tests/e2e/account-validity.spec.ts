import { MatrixClient } from "#scripts/support/synapse/client.ts";
import { startDashboard, startTestSynapse } from "#tests/support/test-run.ts";
import { words } from "#tests/support/words.ts";

import { createUser, expect, open, pathOf, signIn, test } from "./fixtures.ts";

test("renews an expired account", async ({ page, context, afterwards }) => {
  const synapse = await startTestSynapse({ account_validity: { enabled: true, period: "6w" } });
  afterwards.defer(synapse.stop);
  const dashboard = await startDashboard({ homeserverUrl: synapse.baseUrl });
  afterwards.defer(dashboard.stop);
  const { localpart, password } = synapse.admin;
  const admin = await new MatrixClient(synapse.baseUrl).loginAs(localpart, password);
  const user = await createUser(admin, ["Phone"]);
  const token = user.logins[0]?.access_token ?? "";
  const body = { user_id: user.userId, expiration_ts: Date.now() - 1000 };
  await admin.call("POST", "/_synapse/admin/v1/account_validity/validity", { body });
  const theirs = new MatrixClient(synapse.baseUrl, { token });
  const mayWrite = () =>
    theirs.call("POST", "/_matrix/client/v3/createRoom", { body: {} }).then(
      () => true,
      () => false,
    );
  expect(await mayWrite()).toBe(false);

  await signIn(context, dashboard.url, synapse.admin);
  await open(page, dashboard.url + pathOf(user));
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: words("userActions.renewAccount") }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Extend", exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await mayWrite()).toBe(true);
});
