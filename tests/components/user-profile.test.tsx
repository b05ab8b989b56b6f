import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { UserProfile } from "#components/users/detail/user-profile.tsx";
import { UserDetail } from "#lib/contract/users.ts";
import { AppError } from "#lib/errors.ts";
import { aUserDetail } from "#tests/support/builders.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson, type Person } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

type Detail = Parameters<typeof aUserDetail>[0];
const door = fakeApi();

async function show(account: Detail = {}, { isOwn = false } = {}) {
  door.answer("users.get", ({ input }) => {
    const { user_id } = input as { user_id: string };
    return user_id === "@alice:test"
      ? aUserDetail(account)
      : aUserDetail({ name: user_id, displayname: "First Owner" });
  });
  renderApp(<UserProfile userId="@alice:test" ownDeviceId={isOwn ? "DASHBOARD" : undefined} />);
  await screen.findByText("@alice:test");
  return aPerson();
}
/** What the account is after a change. */
const becomes = (account: Detail) =>
  door.answer("users.modify", () => ({ user: UserDetail.parse(aUserDetail(account)) }));
const start = async (person: Person, name: string) => {
  await person.click(screen.getByRole("button", { name }));
  return within(await screen.findByRole("dialog"));
};
const edits = () =>
  screen
    .queryAllByRole("button", { name: /…$/ })
    .map((button) => button.getAttribute("aria-label"));
const sent = () => door.inputsOf("users.modify");

test("edits only the name and avatar of a deactivated account", async () => {
  await show({ deactivated: true });
  expect(edits()).toEqual([words("userActions.editName"), words("userActions.editAvatar")]);
});

test("does not offer admins to demote themselves", async () => {
  await show({ admin: true }, { isOwn: true });
  expect(edits()).not.toContain("Revoke admin rights…");
});

test("sends a name with its previous value, and clears it when empty", async () => {
  const person = await show();
  becomes({ displayname: null });
  const dialog = await start(person, words("userActions.editName"));
  await person.clear(dialog.getByLabelText("Display name"));
  await person.click(dialog.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(sent()).toEqual([
    { user_id: "@alice:test", was: { displayname: "Alice" }, displayname: "" },
  ]);
});

test("reports a change that the homeserver accepted but did not make", async () => {
  const person = await show();
  becomes({ displayname: "Alice" });
  const dialog = await start(person, words("userActions.editName"));
  await person.type(dialog.getByLabelText("Display name"), " Smith");
  await person.click(dialog.getByRole("button", { name: "Save" }));
  expect(await dialog.findByText(words("editUser.notSo"))).toBeDefined();
});

test("does not overwrite a concurrent change, and reloads the profile", async () => {
  const person = await show();
  door.answer("users.modify", () => {
    throw new AppError("too_late");
  });
  const dialog = await start(person, words("userActions.editName"));
  const reads = door.inputsOf("users.get").length;
  await person.click(dialog.getByRole("button", { name: "Save" }));
  expect(await dialog.findByText(words("editUser.changed.title"))).toBeDefined();
  await waitFor(() => expect(door.inputsOf("users.get").length).toBeGreaterThan(reads));
});

test("compares with the values first shown, even if they reload meanwhile", async () => {
  const mail = (address: string) => ({ medium: "email", address });
  const person = await show({ threepids: [mail("a@example.org")] });
  door.answer("users.modify", () => {
    throw new AppError("address_taken", { owner: "@first:test", about: "c@example.org" });
  });
  const dialog = await start(person, words("userActions.editEmails"));
  door.answer("users.get", () =>
    aUserDetail({ threepids: [mail("a@example.org"), mail("b@example.org")] }),
  );
  const save = () => person.click(dialog.getByRole("button", { name: "Save" }));
  await save();
  expect(await screen.findByText("b@example.org")).toBeDefined();
  await save();
  await waitFor(() => expect(sent()).toHaveLength(2));
  expect(sent()[1]).toMatchObject({ was: { threepids: [mail("a@example.org")] } });
});

test("moves an address from its owner only on confirmation, and keeps other kinds", async () => {
  const phone = { medium: "msisdn", address: "41791234567" };
  const mail = { medium: "email", address: "a@example.org" };
  const person = await show({ threepids: [phone] });
  door.answer("users.modify", ({ input }) => {
    const { taken_from } = input as { taken_from: string[] };
    if (taken_from.length === 0) {
      throw new AppError("address_taken", { owner: "@first:test", about: mail.address });
    }
    return { user: UserDetail.parse(aUserDetail({ threepids: [phone, mail] })) };
  });
  const dialog = await start(person, words("userActions.editEmails"));
  await person.type(
    dialog.getByRole("textbox", { name: words("createUser.email") }),
    "A@Example.org",
  );
  await person.click(dialog.getByRole("button", { name: "Save" }));
  expect(
    await dialog.findByText("a@example.org belongs to First Owner (@first:test)"),
  ).toBeDefined();
  await person.click(dialog.getByRole("checkbox", { name: /^Take it from First Owner/ }));
  await person.click(dialog.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(sent().at(-1)).toEqual({
    user_id: "@alice:test",
    was: { threepids: [phone] },
    threepids: [phone, mail],
    taken_from: ["@first:test"],
  });
});

test("removes a sign-in of a removed provider, and adds none", async () => {
  const person = await show({ external_ids: [{ auth_provider: "oidc-gone", external_id: "7" }] });
  door.answer("users.waysToSignIn", () => ({
    address: null,
    passwords: true,
    mas: false,
    providers: [],
  }));
  becomes({ external_ids: [] });
  const dialog = await start(person, words("userActions.editExternalIds"));
  expect(await dialog.findByText(/offers no single sign-on/)).toBeDefined();
  expect(dialog.getByRole("textbox")).toHaveProperty("disabled", true);
  await person.click(dialog.getByRole("button", { name: "Remove 7 at oidc-gone" }));
  await person.click(dialog.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent()).toHaveLength(1));
  expect(sent()[0]).toMatchObject({ external_ids: [] });
});

test("offers a custom type only to users who have it", async () => {
  const person = await show({ user_type: "kiosk" });
  becomes({ user_type: null });
  const dialog = await start(person, words("userActions.editType"));
  expect(dialog.getByRole("radio", { name: /^kiosk/ })).toHaveProperty("checked", true);
  await person.click(dialog.getByRole("radio", { name: /^Person/ }));
  await person.click(dialog.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent()).toHaveLength(1));
  expect(sent()[0]).toMatchObject({ was: { user_type: "kiosk" }, user_type: null });
});
