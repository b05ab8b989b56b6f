import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";

import { LogInAsDialog } from "#components/users/log-in-as/log-in-as-dialog.tsx";
import { UserDetail } from "#lib/contract/users.ts";
import { AppError } from "#lib/errors.ts";
import { aUserDetail } from "#tests/support/builders.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();
const TOKEN = "syt_of_alice";
const login = {
  id: "0198c2a4-5b1e-4000-8000-000000000002",
  who: "@ada:test",
  reason: "a stuck client",
  created_ts: Date.now(),
  expires_ts: Date.now() + 300_000,
};

beforeEach(() => {
  door.answer("access.logins", () => ({ logins: [] }));
  door.answer("access.logInAs", () => ({ access_token: TOKEN, login }));
  door.answer("access.revokeLogin", () => ({}));
  door.answer("access.rooms", () => ({
    rooms: [
      { room_id: "!kitchen:test", name: "Kitchen" },
      { room_id: "!nameless:test", name: null },
    ],
  }));
});

async function begin(purpose: RegExp, about: Parameters<typeof aUserDetail>[0] = {}) {
  const onClose = vi.fn();
  renderApp(
    <LogInAsDialog
      user={UserDetail.parse(aUserDetail(about))}
      ownDeviceId={undefined}
      onClose={onClose}
    />,
  );
  const person = aPerson();
  await person.click(screen.getByRole("radio", { name: purpose }));
  await person.click(screen.getByRole("button", { name: "Continue" }));
  return { person, onClose };
}
const LOG_IN = /log in as them/;

test("offers what needs no token first", () => {
  renderApp(
    <LogInAsDialog
      user={UserDetail.parse(aUserDetail())}
      ownDeviceId={undefined}
      onClose={() => undefined}
    />,
  );
  const offered = screen.getAllByRole<HTMLInputElement>("radio");
  expect(offered.map(({ value, checked }) => [value, checked])).toEqual([
    ["leaveRoom", true],
    ["giveUpPower", false],
    ["logIn", false],
  ]);
});

describe("logging in as a user", () => {
  test("requires a reason, and limits the token to five minutes by default", async () => {
    const { person } = await begin(LOG_IN);
    await person.click(screen.getByRole("button", { name: words("logInAs.make") }));
    expect(screen.getByText(words("logInAs.reasonNeeded"))).toBeDefined();
    expect(door.inputsOf("access.logInAs")).toEqual([]);
    await person.type(screen.getByLabelText("Reason"), "  a stuck client ");
    await person.click(screen.getByRole("button", { name: words("logInAs.make") }));
    await screen.findByLabelText("Access token");
    expect(door.inputsOf("access.logInAs")).toEqual([
      { user_id: "@alice:test", minutes: 5, reason: "a stuck client" },
    ]);
  });

  test("explains the action, and warns of admins, deactivated and locked accounts", async () => {
    await begin(LOG_IN, { admin: true, deactivated: true, locked: true });
    expect(screen.getByText(/No device is created, so Alice does not see it/)).toBeDefined();
    expect(screen.getByText("This is a server admin")).toBeDefined();
    expect(screen.getByText(words("logInAs.isDeactivated"))).toBeDefined();
    expect(screen.getByText(/is locked: the homeserver refuses/)).toBeDefined();
  });

  test("reveals the token on demand, and confirms its revocation", async () => {
    const { person } = await begin(LOG_IN);
    await person.type(screen.getByLabelText("Reason"), "a stuck client");
    await person.click(screen.getByRole("button", { name: words("logInAs.make") }));
    const token = await screen.findByLabelText("Access token");
    expect(token.textContent).not.toContain(TOKEN);
    expect(screen.getByRole("timer").textContent).toMatch(/^(5:00|4:5\d)$/);
    await person.click(screen.getByRole("button", { name: words("logInAs.show") }));
    expect(token.textContent).toBe(TOKEN);
    await person.click(screen.getByRole("button", { name: "Revoke now" }));
    expect(await screen.findByText(/The token was revoked/)).toBeDefined();
    expect(screen.queryByText(TOKEN)).toBeNull();
    expect(door.inputsOf("access.revokeLogin")).toEqual([
      { user_id: "@alice:test", login_id: login.id },
    ]);
  });

  test("explains why MAS does not allow it", async () => {
    door.answer("access.logInAs", () => {
      throw new AppError("unsupported");
    });
    const { person } = await begin(LOG_IN);
    await person.type(screen.getByLabelText("Reason"), "a stuck client");
    await person.click(screen.getByRole("button", { name: words("logInAs.make") }));
    expect(await screen.findByText(words("logInAs.notHere.body"))).toBeDefined();
  });
});

test("lists valid tokens with their owners, and lets any admin revoke them", async () => {
  door.answer("access.logins", () => ({ logins: [login] }));
  renderApp(
    <LogInAsDialog
      user={UserDetail.parse(aUserDetail())}
      ownDeviceId={undefined}
      onClose={() => undefined}
    />,
  );
  const alive = within(await screen.findByRole("region", { name: words("logInAs.alive.title") }));
  expect(alive.getByText("@ada:test")).toBeDefined();
  expect(alive.getByText("a stuck client")).toBeDefined();
  door.answer("access.logins", () => ({ logins: [] }));
  await aPerson().click(alive.getByRole("button", { name: "Revoke" }));
  expect(door.inputsOf("access.revokeLogin")).toHaveLength(1);
});

describe("acting in a room", () => {
  test("requires a room", async () => {
    door.answer("access.leaveRoom", () => ({ has_left: true }));
    const { person } = await begin(/Leave a room/);
    await screen.findByRole("radio", { name: /Kitchen/ });
    await person.click(
      screen.getByRole("button", { name: words("logInAs.rooms.leaveRoom.submit") }),
    );
    expect(screen.getByText("Choose a room.")).toBeDefined();
    expect(door.inputsOf("access.leaveRoom")).toEqual([]);
    await person.click(screen.getByRole("radio", { name: /Kitchen/ }));
    await person.click(
      screen.getByRole("button", { name: words("logInAs.rooms.leaveRoom.submit") }),
    );
    expect(await screen.findByText(/Alice is no longer in Kitchen/)).toBeDefined();
  });

  test("reports when the user is still in the room, whatever Synapse answered", async () => {
    door.answer("access.leaveRoom", () => ({ has_left: false }));
    const { person } = await begin(/Leave a room/);
    await person.click(await screen.findByRole("radio", { name: /Unnamed room/ }));
    await person.click(
      screen.getByRole("button", { name: words("logInAs.rooms.leaveRoom.submit") }),
    );
    expect(await screen.findByText(/Alice is still in !nameless:test/)).toBeDefined();
  });

  test.each([
    ["creator", /power is unlimited and cannot be removed/],
    ["only_admin", /the last member of Kitchen who can change its permissions/],
    ["no_power", /only the default permissions in Kitchen/],
    ["may_not", /may not change permissions in Kitchen/],
    ["not_joined", /is no longer in Kitchen/],
    ["unchanged", /still has power in Kitchen/],
  ])("explains why power cannot be removed: %s", async (reason, text) => {
    door.answer("access.giveUpPower", () => ({ is_given_up: false, reason }));
    const { person } = await begin(/Remove their admin/);
    await person.click(await screen.findByRole("radio", { name: /Kitchen/ }));
    await person.click(screen.getByRole("button", { name: "Remove role" }));
    expect(await screen.findByText(text)).toBeDefined();
  });
});
