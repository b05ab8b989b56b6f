import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";

import { DataPanel } from "#components/account-data/data-panel.tsx";
import { AppError } from "#lib/errors.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();
const pusher = (overrides: object = {}) => ({
  app_display_name: "Element X",
  app_id: "io.element.android.x",
  device_display_name: "Pixel 8",
  kind: "http",
  lang: "de",
  pushkey: "secret-push-token",
  profile_tag: "",
  data: { url: "https://matrix.org/_matrix/push/v1/notify", format: "event_id_only" },
  ...overrides,
});

beforeEach(() => {
  door.answer("pushers.list", () => ({ pushers: [pusher()] }));
  door.answer("accountData.get", () => ({
    account_data: {
      global: {
        "m.ignored_user_list": { ignored_users: { "@troll:test": {} } },
        "m.direct": { "@ben:test": ["!dm:test"] },
      },
      rooms: { "!club:test": { "m.tag": { tags: { "u.<b>work</b>": { order: 0.5 } } } } },
    },
  }));
});

async function open() {
  renderApp(<DataPanel userId="@alice:test" />);
  const person = aPerson();
  await person.click(await screen.findByRole("button", { name: "Open account data" }));
  await screen.findByRole("table", { name: "Account data" });
  return person;
}
const entries = () =>
  within(screen.getByRole("table", { name: "Account data" }))
    .getAllByRole("row")
    .slice(1)
    .map((row) => row.textContent ?? "");

test("shows push targets and failing pushers", async () => {
  renderApp(<DataPanel userId="@alice:test" />);
  const row = within(await screen.findByRole("row", { name: /Element X/ }));
  expect(row.getAllByText("https://matrix.org/_matrix/push/v1/notify")).toHaveLength(2);
  expect(row.getByText(words("pushers.noContent"))).toBeDefined();
  expect(row.getByText("Pixel 8")).toBeDefined();
  expect(row.queryByText("Turned off")).toBeNull();
  expect(document.body.textContent).not.toContain("secret-push-token");
});

test("renders few of very many pushers, and finds the right one", async () => {
  const many = Array.from({ length: 10_000 }, (_, index) =>
    pusher({ device_display_name: `Phone ${index}` }),
  );
  door.answer("pushers.list", () => ({ pushers: many }));
  renderApp(<DataPanel userId="@alice:test" />);
  await screen.findByRole("table", { name: "Notifications" });
  expect(screen.getAllByRole("row").length).toBeLessThan(100);
  await aPerson().type(screen.getByRole("searchbox"), "phone 9876");
  await waitFor(() => expect(screen.getAllByRole("row")).toHaveLength(2));
  expect(screen.getByText("Phone 9876")).toBeDefined();
});

test("shows email notifications, and marks a disabled pusher", async () => {
  door.answer("pushers.list", () => ({
    pushers: [
      pusher({ enabled: false }),
      pusher({ kind: "email", app_id: "m.email", pushkey: "alice@example.org", data: {} }),
    ],
  }));
  renderApp(<DataPanel userId="@alice:test" />);
  expect(await screen.findByText("Turned off")).toBeDefined();
  expect(screen.getAllByText("alice@example.org").length).toBeGreaterThan(0);
});

test("loads account data only when it is opened, and discards it when closed", async () => {
  renderApp(<DataPanel userId="@alice:test" />);
  await screen.findByText(/is recorded in the audit trail/);
  expect(door.inputsOf("accountData.get")).toEqual([]);
  const person = aPerson();
  await person.click(screen.getByRole("button", { name: "Open account data" }));
  await waitFor(() => expect(entries()).toHaveLength(3));
  expect(door.asked.filter(({ id }) => id === "accountData.get")).toMatchObject([
    { method: "POST", input: { user_id: "@alice:test" } },
  ]);
  await person.click(screen.getByRole("button", { name: "Close account data" }));
  expect(screen.queryByText("m.direct")).toBeNull();
});

test("finds account data by type, room and content", async () => {
  const person = await open();
  const search = screen.getByRole("searchbox");
  for (const [text, type] of [
    ["M.DIRECT", "m.direct"],
    ["!club", "m.tag"],
    ["@Troll", "m.ignored_user_list"],
  ] as const) {
    await person.clear(search);
    await person.type(search, text);
    await waitFor(() => expect(entries()).toEqual([expect.stringContaining(type)]));
  }
});

test("shows the content of account data as plain text", async () => {
  const person = await open();
  await person.click(screen.getByRole("button", { name: "m.tag" }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain('"u.<b>work</b>"');
  expect(dialog.querySelector("b, a")).toBeNull();
  expect(within(dialog).getByRole("button", { name: "Copy as JSON" })).toBeDefined();
});

test("shows a loading error in its place", async () => {
  door.answer("accountData.get", () => {
    throw new AppError("answer_too_large");
  });
  renderApp(<DataPanel userId="@alice:test" />);
  await aPerson().click(await screen.findByRole("button", { name: "Open account data" }));
  expect(await screen.findByText(words("errors.answer_too_large.title"))).toBeDefined();
});
