import { cleanup, screen, within } from "@testing-library/react";
import type { ReactNode } from "react";
import { beforeEach, describe, expect, test } from "vitest";

import { DevicesPanel } from "#components/devices/devices-panel.tsx";
import { MasNotice } from "#components/matrix/mas-notice.tsx";
import { ImportPage } from "#components/imports/import-page.tsx";
import { AccessTokens } from "#components/tokens/access-tokens.tsx";
import { CreateUser } from "#components/users/create/create-user.tsx";
import { UserLayout } from "#components/users/detail/user-layout.tsx";
import { UserProfile } from "#components/users/detail/user-profile.tsx";
import { UsersList } from "#components/users/list/users-list.tsx";
import { useOfferedActions } from "#lib/client/command-palette.ts";
import { aDevice, aUser, aUserDetail } from "#tests/support/builders.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson, type Person } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();
const ISSUER = "https://auth.test/";
const REASON = /manages this homeserver’s accounts: create, lock/;

beforeEach(() => {
  const ada = { name: "@ada:test", displayname: "Ada", admin: true } as const;
  door.answer("users.list", () => ({ users: [aUser({ ...ada })], total: 1 }));
  door.answer("users.get", () =>
    aUserDetail({ ...ada, threepids: [{ medium: "email", address: "ada@example.org" }] }),
  );
  door.answer("devices.list", () => ({ devices: [aDevice()], total: 1 }));
  door.answer("devices.keys", () => ({ has_cross_signing: true, devices: {} }));
  door.answer("tokens.logins", () => ({ logins: [] }));
  door.answer("users.waysToSignIn", () => ({
    address: null,
    passwords: true,
    mas: false,
    providers: [],
  }));
});

const show = (children: ReactNode, mas: string | null, address = "") => {
  renderApp(children, { mas, address });
  return aPerson();
};

/** What a menu offers, which is closed again. */
async function itemsOf(person: Person, button: HTMLElement): Promise<(string | null)[]> {
  await person.click(button);
  const menu = within(await screen.findByRole("menu"));
  const items = menu.getAllByRole("menuitem").map(({ textContent }) => textContent);
  await person.keyboard("{Escape}");
  return items;
}
const isThere = (name: string | RegExp) => screen.queryByRole("button", { name }) !== null;

/** The same with such a service and without: what is missing there. */
async function missing(look: (mas: string | null) => Promise<(string | null)[]>) {
  const without = await look(null);
  expect(screen.queryByText(REASON)).toBeNull();
  cleanup();
  const under = await look(ISSUER);
  expect(without).toEqual(expect.arrayContaining(under));
  return without.filter((one) => !under.includes(one));
}

test("names the service as the reason, and links to it without a referrer", () => {
  show(<MasNotice />, ISSUER);
  expect(screen.getByText(REASON).textContent).toContain(`service ${ISSUER} manages`);
  const link = screen.getByRole("link", { name: ISSUER });
  expect(link.getAttribute("href")).toBe(ISSUER);
  expect(link.getAttribute("rel")).toBe("noopener noreferrer");
});

test("does not link an issuer that is no web address", () => {
  show(<MasNotice />, "javascript:alert(1)");
  expect(screen.getByText(REASON)).toBeDefined();
  expect(screen.queryByRole("link")).toBeNull();
});

describe("the list of users", () => {
  const look = async (mas: string | null, address = "") => {
    const person = show(<UsersList />, mas, address);
    await screen.findByRole("link", { name: "Ada" });
    return person;
  };

  test("disables creating and importing users, and explains why", async () => {
    await look(null);
    expect(screen.getByRole("link", { name: "New user…" })).toBeDefined();
    expect(screen.getByRole("link", { name: "Import…" })).toBeDefined();
    cleanup();
    await look(ISSUER);
    expect(screen.queryByRole("link", { name: "New user…" })).toBeNull();
    expect(screen.queryByRole("link", { name: "Import…" })).toBeNull();
    expect(screen.getByText(REASON)).toBeDefined();
    expect(isThere("Export")).toBe(true);
  });

  test("requests neither admins nor guests, and labels no admins", async () => {
    await look(null);
    expect(isThere(/^Admins/)).toBe(true);
    expect(isThere(/^Guests/)).toBe(true);
    expect(screen.getAllByText("Admin").length).toBeGreaterThan(0);
    cleanup();
    await look(ISSUER);
    expect(isThere(/^Admins/)).toBe(false);
    expect(isThere(/^Guests/)).toBe(false);
    expect(screen.queryByText("Admin")).toBeNull();
  });

  test("applies filters from the URL", async () => {
    await look(ISSUER, "admins=admins");
    expect(isThere(/^Admins/)).toBe(true);
  });

  test("offers no password reset in a row", async () => {
    const gone = await missing(async (mas) => {
      const person = await look(mas);
      return itemsOf(person, screen.getByRole("button", { name: "More actions for Ada" }));
    });
    expect(gone).toEqual(["Reset password…"]);
  });

  test("offers only Synapse's bulk actions, and names the others", async () => {
    const gone = await missing(async (mas) => {
      const person = await look(mas);
      await person.click(screen.getByRole("checkbox", { name: "Select Ada" }));
      const dock = within(await screen.findByRole("region", { name: words("bulk.dock") }));
      const items = await itemsOf(person, dock.getByRole("button", { name: "Actions" }));
      await person.click(dock.getByRole("button", { name: "Actions" }));
      const note = screen.queryByText(words("bulk.byMas", { issuer: ISSUER }));
      expect(note !== null).toBe(mas !== null);
      await person.keyboard("{Escape}");
      return items;
    });
    expect(gone).toEqual([
      "Lock…",
      "Unlock…",
      "Reactivate…",
      "Sign out devices…",
      "Deactivate…",
      "Deactivate and erase…",
    ]);
  });
});

describe("a user's page", () => {
  function Offered() {
    const actions = useOfferedActions();
    return <p data-testid="palette">{actions.map(({ id }) => id).join(" ")}</p>;
  }
  const look = async (mas: string | null) => {
    const person = show(
      <>
        <UserLayout userId="@ada:test" ownDeviceId={undefined}>
          <UserProfile userId="@ada:test" ownDeviceId={undefined} />
        </UserLayout>
        <Offered />
      </>,
      mas,
    );
    await screen.findByRole("heading", { name: "Ada", level: 1 });
    return person;
  };
  const profile = () => screen.getAllByRole("term").map(({ textContent }) => textContent);

  test("offers Synapse's actions, and says where the others are", async () => {
    const gone = await missing(async (mas) => {
      const person = await look(mas);
      const more = screen.getByRole("button", { name: "More actions" });
      const first = more.previousElementSibling?.textContent ?? "";
      return [first, ...(await itemsOf(person, more))];
    });
    expect(gone).toEqual(expect.arrayContaining(["Reset password…"]));
    expect(gone.join(" ")).not.toMatch(/Suspend|Shadow|notice|room|media|messages/i);
    expect(screen.getByText(REASON)).toBeDefined();
  });

  test("offers the same actions in the command palette", async () => {
    const gone = await missing(async (mas) => {
      await look(mas);
      return (screen.getByTestId("palette").textContent ?? "").split(" ");
    });
    expect(gone).toEqual([
      "user-resetPassword",
      "user-logInAs",
      "user-editEmails",
      "user-editPhones",
      "user-editExternalIds",
      "user-revokeAdmin",
      "user-renewAccount",
      "user-lock",
      "user-deactivate",
      "user-erase",
      "user-task-createDevice",
    ]);
  });

  test("offers no reactivation of a deactivated account", async () => {
    door.answer("users.get", () => aUserDetail({ displayname: "Ada", deactivated: true }));
    const gone = await missing(async (mas) => {
      await look(mas);
      return (screen.getByTestId("palette").textContent ?? "").split(" ");
    });
    expect(gone).toContain("user-reactivate");
  });

  test("edits only Synapse's profile fields, and shows the others as unknown", async () => {
    const edits = () =>
      screen
        .queryAllByRole("button", { name: /…$/ })
        .flatMap((button) => button.getAttribute("aria-label") ?? []);
    await look(null);
    expect(profile()).toEqual(expect.arrayContaining(["Server admin", "Single sign-on"]));
    expect(edits()).toContain(words("userActions.editEmails"));
    cleanup();
    await look(ISSUER);
    expect(profile()).not.toContain("Server admin");
    expect(profile()).not.toContain("Single sign-on");
    expect(screen.getAllByText("ada@example.org").length).toBeGreaterThan(0);
    expect(screen.queryByText("Admin")).toBeNull();
    expect(edits()).toEqual([
      words("userActions.editName"),
      words("userActions.editAvatar"),
      words("userActions.editType"),
    ]);
  });
});

test("shows and renames devices, and neither creates nor revokes any", async () => {
  const look = async (mas: string | null) => {
    const person = show(<DevicesPanel userId="@ada:test" ownDeviceId={undefined} />, mas);
    await screen.findByRole("table", { name: "Devices" });
    await screen.findByRole("searchbox");
    const buttons = screen.getAllByRole("button").map(({ textContent }) => textContent);
    const boxes = screen.queryAllByRole("checkbox").map(() => "checkbox");
    const more = screen.getByRole("button", { name: /^More actions for/ });
    return [...buttons, ...boxes, ...(await itemsOf(person, more))];
  };
  const gone = await missing(look);
  expect([...new Set(gone)].sort()).toEqual(
    [
      "Clean up…",
      "Create a device…",
      "Review and sign out",
      words("devices.revoke"),
      "checkbox",
    ].sort(),
  );
});

test("explains where users are created, without a request", async () => {
  show(<CreateUser server="test" />, ISSUER);
  expect(screen.getByText(REASON)).toBeDefined();
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(door.asked).toEqual([]);
  cleanup();
  show(<CreateUser server="test" />, null);
  expect((await screen.findAllByRole("textbox")).length).toBeGreaterThan(0);
});

test("explains where users are imported, and accepts no file", () => {
  show(<ImportPage />, null);
  expect(document.querySelector("input[type=file]")).not.toBeNull();
  expect(screen.queryByText(REASON)).toBeNull();
  cleanup();
  show(<ImportPage />, ISSUER);
  expect(document.querySelector("input[type=file]")).toBeNull();
  expect(screen.getByText(REASON)).toBeDefined();
});

test("offers no token by password, and inspects an existing token", async () => {
  show(<AccessTokens server="example.org" />, ISSUER);
  const make = within(screen.getByRole("region", { name: "Create a token" }));
  expect(make.getByText(REASON)).toBeDefined();
  expect(make.getByText(words("tokens.make.byMas"))).toBeDefined();
  expect(make.queryByRole("textbox")).toBeNull();
  expect(screen.getByRole("button", { name: "Check token" })).toBeDefined();
  cleanup();
  show(<AccessTokens server="example.org" />, null);
  expect(screen.getByRole("textbox", { name: "Account" })).toBeDefined();
  expect(screen.queryByText(REASON)).toBeNull();
});
