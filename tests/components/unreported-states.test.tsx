import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { StateDialog } from "#components/users/states/state-dialog.tsx";
import { UserLayout } from "#components/users/detail/user-layout.tsx";
import { UserProfile } from "#components/users/detail/user-profile.tsx";
import { UserState } from "#components/users/user-state.tsx";
import { aUser, aUserDetail } from "#tests/support/builders.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();

/** Synapse 1.120 suspends accounts and does not report it. */
const { suspended: _, ...withoutSuspended } = aUserDetail();

function show(user: object) {
  door.answer("users.get", () => user);
  renderApp(
    <UserLayout userId="@alice:test" ownDeviceId={undefined}>
      <UserProfile userId="@alice:test" ownDeviceId={undefined} />
    </UserLayout>,
  );
}

test("shows a suspension that Synapse does not report as unknown", async () => {
  show(withoutSuspended);
  expect(await screen.findByText("Suspended: unknown")).toBeDefined();
  expect(screen.queryByText("Active")).toBeNull();
});

test("offers to suspend and to lift a suspension that Synapse does not report", async () => {
  const person = aPerson();
  show(withoutSuspended);
  await person.click(await screen.findByRole("button", { name: "More actions" }));
  const menu = within(await screen.findByRole("menu"));
  expect(menu.getByRole("menuitem", { name: "Suspend…" })).toBeDefined();
  expect(menu.getByRole("menuitem", { name: words("userActions.unsuspend") })).toBeDefined();
});

test("shows unreported admin rights as unknown, and changes none", async () => {
  const { admin: _admin, ...user } = aUserDetail();
  show(user);
  expect(await screen.findByText("Not reported by this Synapse version")).toBeDefined();
  expect(screen.queryByRole("button", { name: /admin/i })).toBeNull();
});

test("shows a list entry without a lock state as unknown, not active", () => {
  const { locked: _locked, ...user } = aUser();
  renderApp(<UserState user={user} />);
  expect(screen.getByText("Locked: unknown")).toBeDefined();
  expect(screen.queryByText("Active")).toBeNull();
});

test("shows a list entry as active, since the list never reports suspensions", () => {
  renderApp(<UserState user={aUser()} />);
  expect(screen.getByText("Active")).toBeDefined();
});

test("claims neither success nor failure of a suspension that Synapse does not report", async () => {
  const person = aPerson();
  door.answer("users.get", () => withoutSuspended);
  door.answer("users.suspend", () => ({}));
  renderApp(
    <StateDialog
      change="unsuspend"
      user={{ ...withoutSuspended, creation_ts: 0, threepids: [], external_ids: [] }}
      ownDeviceId={undefined}
      onClose={() => undefined}
    />,
  );
  await person.click(screen.getByRole("button", { name: words("states.unsuspend.submit") }));
  expect((await screen.findByRole("alert")).textContent).toContain(
    "This Synapse version does not report the state",
  );
});
