import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";

import { CreateUser } from "#components/users/create/create-user.tsx";
import { UserDetail } from "#lib/contract/users.ts";
import { AppError } from "#lib/errors.ts";
import { aUserDetail } from "#tests/support/builders.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson, type Person } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();
const ways = {
  address: "https://matrix.test",
  passwords: true,
  mas: false,
  providers: [
    { id: "oidc-work", name: "Work" },
    { id: "saml", name: "School" },
  ],
};
beforeEach(() => {
  door.answer("users.waysToSignIn", () => ways);
  door.answer("users.nameAvailable", ({ input }) => {
    const { username } = input as { username: string };
    if (username === "taken") throw new AppError("rejected", { errcode: "M_USER_IN_USE" });
    return { available: true };
  });
  door.answer("users.create", ({ input }) => {
    const { user_id } = input as { user_id: string };
    const user = UserDetail.parse(aUserDetail({ name: user_id, displayname: null }));
    return { user, broke_off: null, rooms: [] };
  });
});

async function show() {
  renderApp(<CreateUser server="test" />);
  await screen.findByLabelText(words("createUser.name"));
  return aPerson();
}
const field = (name: string | RegExp) => screen.getByRole("textbox", { name });
const submit = (person: Person) =>
  person.click(screen.getByRole("button", { name: "Create account" }));
const sent = () => door.inputsOf("users.create");

test("checks a name after typing stops, ignoring case and the server", async () => {
  const person = await show();
  await person.type(field(words("createUser.name")), "@Ada:test");
  expect(await screen.findByText("This name is available.")).toBeDefined();
  expect(door.inputsOf("users.nameAvailable")).toEqual([{ username: "ada" }]);
});

test("does not send a taken name", async () => {
  const person = await show();
  await person.type(field(words("createUser.name")), "taken");
  expect(await screen.findByText(/^This name is taken/)).toBeDefined();
  await submit(person);
  expect(sent()).toEqual([]);
});

test("sends a generated password, and shows it with the account's address", async () => {
  const person = await show();
  await person.type(field(words("createUser.name")), "ada");
  await submit(person);
  await screen.findByRole("heading", { name: words("handOver.title", { name: "@ada:test" }) });
  const [input] = sent() as [{ password: string }];
  expect(input.password).toMatch(/^(\w{4}-){4}\w{4}$/);
  expect(screen.getByLabelText("Password").textContent).toBe(input.password);
  expect(screen.getByLabelText("Address").textContent).toBe("https://matrix.test");
});

test("sends list entries that are entered but not added, in Synapse's form", async () => {
  const person = await show();
  await person.type(field(words("createUser.name")), "ada");
  await person.click(screen.getByRole("radio", { name: /^Without a password/ }));
  await person.type(field(words("createUser.email")), "Ada@Example.org{Enter}");
  await person.type(field(words("createUser.email")), "two@example.org");
  await person.type(field("Phone number"), "+41 79 123 45 67");
  await person.selectOptions(screen.getByRole("combobox", { name: "Provider" }), "saml");
  await person.type(field("ID for single sign-on"), "ada77");
  await person.type(field("Room to join"), "#welcome:test");
  await submit(person);
  await waitFor(() => expect(sent()).toHaveLength(1));
  expect(sent()[0]).toEqual({
    user_id: "@ada:test",
    admin: false,
    threepids: [
      { medium: "email", address: "ada@example.org" },
      { medium: "email", address: "two@example.org" },
      { medium: "msisdn", address: "41791234567" },
    ],
    external_ids: [{ auth_provider: "saml", external_id: "ada77" }],
    rooms: ["#welcome:test"],
  });
});

test("rejects invalid addresses, rooms and short passwords without sending", async () => {
  const person = await show();
  await person.clear(field("New password"));
  await person.type(field("New password"), "short");
  await person.type(field(words("createUser.email")), "nobody");
  await person.type(field("Phone number"), "079 123");
  await person.type(field("Room to join"), "welcome");
  await submit(person);
  for (const text of [
    words("createUser.names.missing"),
    "At least 10 characters.",
    words("createUser.emailWrong"),
    words("createUser.phoneWrong"),
    words("createUser.roomWrong"),
  ]) {
    expect(screen.getByText(text)).toBeDefined();
  }
  expect(sent()).toEqual([]);
});

test("shows rooms that failed and a broken connection next to the password", async () => {
  door.answer("users.create", () => ({
    user: UserDetail.parse(aUserDetail({ name: "@ada:test" })),
    broke_off: { code: "homeserver_failed", details: { status: 500 } },
    rooms: [
      { room: "!in:test", error: null },
      { room: "!shut:test", error: { code: "forbidden", details: {} } },
    ],
  }));
  const person = await show();
  await person.type(field(words("createUser.name")), "ada");
  await submit(person);
  expect(await screen.findByText(words("handOver.brokeOff.title"))).toBeDefined();
  expect(screen.getByLabelText("Password").textContent).not.toBe("");
  expect(screen.getByText("Joined")).toBeDefined();
  expect(screen.getByText(/the room is not public/)).toBeDefined();
});

test("shows no form where another service creates accounts", async () => {
  door.answer("users.waysToSignIn", () => ({ ...ways, mas: true }));
  renderApp(<CreateUser server="test" />);
  expect(await screen.findByText(words("createUser.mas.title"))).toBeDefined();
  expect(screen.queryByLabelText(words("createUser.name"))).toBeNull();
});
