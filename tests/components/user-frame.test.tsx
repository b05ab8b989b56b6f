import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { UserLayout } from "#components/users/detail/user-layout.tsx";
import { UserProfile } from "#components/users/detail/user-profile.tsx";
import { AppError } from "#lib/errors.ts";
import { aDevice, aUserDetail } from "#tests/support/builders.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();

function show(userId = "@alice:test") {
  door.answer("devices.list", () => ({ devices: [aDevice()], total: 1 }));
  renderApp(
    <UserLayout userId={userId} ownDeviceId={undefined}>
      <UserProfile userId={userId} ownDeviceId={undefined} />
    </UserLayout>,
  );
}

test("shows the name, state, age and contacts", async () => {
  door.answer("users.get", () =>
    aUserDetail({
      admin: true,
      suspended: true,
      creation_ts: 1_772_406_133,
      user_type: "bot",
      threepids: [
        { medium: "email", address: "alice@example.org", added_at: 1_772_406_133_000 },
        { medium: "email", address: "a@example.net" },
        { medium: "msisdn", address: "447700900123" },
      ],
      external_ids: [{ auth_provider: "oidc-corp", external_id: "sub-1" }],
    }),
  );
  show();
  expect(await screen.findByRole("heading", { name: "Alice", level: 1 })).toBeDefined();
  expect(screen.getAllByText("1 Mar 2026").length).toBeGreaterThan(0);
  expect(screen.getByText("1 Mar 2026, 23:02 UTC", { selector: "dd time" })).toBeDefined();
  for (const text of [
    "Admin",
    "Suspended",
    "Bot",
    "alice@example.org and 1 more",
    "sub-1 at oidc-corp",
    "447700900123",
  ]) {
    expect(screen.getAllByText(text).length, text).toBeGreaterThan(0);
  }
  const tabs = within(screen.getByRole("navigation", { name: "Sections" }));
  expect(tabs.getByRole("link", { name: "Devices 1" }).getAttribute("href")).toBe(
    "/users/%40alice%3Atest/devices",
  );
});

test("shows a custom type by its name", async () => {
  door.answer("users.get", () => aUserDetail({ user_type: "contractor" }));
  show();
  expect((await screen.findAllByText("contractor")).length).toBeGreaterThan(0);
});

test.each([
  ["a missing account", () => new AppError("not_found", { status: 404 })],
  ["an account of another homeserver", () => new AppError("rejected", { status: 400 })],
])("shows %s with an explanation and a way back", async (_, error) => {
  door.answer("users.get", () => Promise.reject(error()));
  show("@nobody:elsewhere.test");
  expect(
    await screen.findByText(words("user.unknown.body", { id: "@nobody:elsewhere.test" })),
  ).toBeDefined();
  expect(screen.getByRole("link", { name: words("user.unknown.back") })).toBeDefined();
});

test("requests nothing for an invalid Matrix ID", async () => {
  show("nonsense");
  expect(await screen.findByText(words("user.invalid.body", { id: "nonsense" }))).toBeDefined();
  expect(door.inputsOf("users.get")).toEqual([]);
});

test("shows a name with special characters unchanged", async () => {
  const displayname = "<script>alert(1)</script>";
  door.answer("users.get", () => aUserDetail({ displayname }));
  show();
  expect(await screen.findByRole("heading", { name: displayname })).toBeDefined();
  expect(document.querySelector("h1 script")).toBeNull();
});
