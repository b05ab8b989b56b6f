import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";

import { UsersList } from "#components/users/list/users-list.tsx";
import { AppError } from "#lib/errors.ts";
import { aUser } from "#tests/support/builders.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson, type Person } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();
const JOB = "0198c2a4-5b1e-7000-8000-000000000001";
const named = (...names: string[]) =>
  names.map((name) => aUser({ name: `@${name}:test`, displayname: name }));

beforeEach(() => {
  door.answer("users.list", ({ input }) => ({
    users: (input as { from?: number }).from ? named("Carl") : named("Ada", "Bert"),
    total: 12_430,
  }));
  door.answer("jobs.start", () => ({ job_id: JOB }));
});

async function show(address = "") {
  const onGo = vi.fn();
  renderApp(<UsersList />, { address, onGo });
  await screen.findByRole("link", { name: /Ada|Carl/ });
  return { person: aPerson(), onGo };
}
const box = (name: string) => screen.getByRole<HTMLInputElement>("checkbox", { name });
const dock = async () => within(await screen.findByRole("region", { name: words("bulk.dock") }));
const ask = async (person: Person, action: string) => {
  await person.click((await dock()).getByRole("button", { name: "Actions" }));
  await person.click(await screen.findByRole("menuitem", { name: action }));
  return within(await screen.findByRole("dialog"));
};
const started = () => door.inputsOf("jobs.start");

describe("a selection", () => {
  test("keeps the selection across pages, and drops it with the filter", async () => {
    const { person } = await show();
    await person.click(box("Select Ada"));
    await person.click(screen.getByRole("button", { name: "Next" }));
    await person.click(await screen.findByRole("checkbox", { name: "Select Carl" }));
    expect((await dock()).getByText("2 selected")).toBeDefined();

    await person.click(screen.getByRole("button", { name: "Previous" }));
    await screen.findByRole("link", { name: "Ada" });
    expect(box("Select Ada").checked).toBe(true);
    await person.click(screen.getByRole("button", { name: "Created" }));
    expect((await dock()).getByText("2 selected")).toBeDefined();

    await person.type(screen.getByRole("searchbox"), "a{Enter}");
    await waitFor(() => expect(screen.queryByText("2 selected")).toBeNull());
    await person.clear(screen.getByRole("searchbox"));
    await waitFor(() => expect(door.asked.at(-1)?.input).not.toHaveProperty("name"));
    expect(box("Select Ada").checked).toBe(false);
  });

  test("selects rows by keyboard: j moves, x selects", async () => {
    const { person } = await show();
    await person.keyboard("jjx");
    expect(box("Select Bert").checked).toBe(true);
    await person.click((await dock()).getByRole("button", { name: "Clear" }));
    expect(screen.queryByRole("region", { name: words("bulk.dock") })).toBeNull();
  });

  test("offers all matches for a full page, and sends the filter to the job", async () => {
    const { person } = await show("state=deactivated&sort=creation_ts");
    await person.click(box("Select Ada"));
    expect((await dock()).queryByRole("button", { name: /that match/ })).toBeNull();
    await person.click(box("Select Bert"));
    await person.click(
      (await dock()).getByRole("button", { name: "Select all 12,430 that match" }),
    );
    expect((await dock()).getByText("12,430 selected")).toBeDefined();

    const dialog = await ask(person, "Unlock…");
    expect(dialog.getByText(words("bulk.whoeverMatches"))).toBeDefined();
    await person.type(dialog.getByLabelText("Type 12,430 to confirm"), "12,430{Enter}");
    await waitFor(() =>
      expect(started()).toEqual([
        {
          task: { kind: "lock", locked: false },
          selection: { filter: { deactivated: true, locked: true } },
        },
      ]),
    );
  });

  test("returns to the page's rows when one is deselected", async () => {
    const { person } = await show();
    await person.click(box("Select all on this page"));
    await person.click((await dock()).getByRole("button", { name: /that match/ }));
    await person.click(box("Select Bert"));
    expect((await dock()).getByText("1 selected")).toBeDefined();
    expect(box("Select Ada").checked).toBe(true);
  });
});

describe("the confirmation", () => {
  test("requires the right count, and opens the job", async () => {
    const { person, onGo } = await show();
    await person.click(box("Select all on this page"));
    const dialog = await ask(person, "Suspend…");
    expect(dialog.getByText(words("bulk.ownLeftOut"))).toBeDefined();
    await person.click(dialog.getByRole("button", { name: "Suspend 2 accounts" }));
    const field = dialog.getByLabelText("Type 2 to confirm");
    expect((await dialog.findByRole("alert")).textContent).toBe("This is not 2.");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    await person.type(field, "2");
    expect(dialog.queryByRole("alert")).toBeNull();
    expect(started()).toEqual([]);

    await person.click(dialog.getByRole("button", { name: "Suspend 2 accounts" }));
    await waitFor(() => expect(onGo).toHaveBeenCalledWith(`/jobs/${JOB}`));
    expect(started()).toEqual([
      {
        task: { kind: "suspend", suspend: true },
        selection: { user_ids: ["@Ada:test", "@Bert:test"] },
      },
    ]);
  });

  test("warns of lost devices, and takes those inactive for a number of days", async () => {
    const { person } = await show();
    await person.click(box("Select Ada"));
    const dialog = await ask(person, "Sign out devices…");
    expect(dialog.getByText(/are lost, unless the user has a key backup/)).toBeDefined();
    await person.click(dialog.getByRole("radio", { name: /^Inactive devices/ }));
    const days = dialog.getByLabelText(words("bulk.devices.days"));
    await person.clear(days);
    await person.type(dialog.getByLabelText("Type 1 to confirm"), "1{Enter}");
    expect((await dialog.findByRole("alert")).textContent).toBe(words("bulk.daysWrong"));
    await person.type(days, "30{Enter}");
    await waitFor(() =>
      expect(started()).toEqual([
        {
          task: { kind: "revoke_devices", unseen_days: 30 },
          selection: { user_ids: ["@Ada:test"] },
        },
      ]),
    );
  });

  test("separates deactivating from erasing, each with its losses", async () => {
    const { person } = await show();
    await person.click(box("Select Ada"));
    const one = await ask(person, "Deactivate…");
    expect(one.getByText(words("bulk.explain.deactivate"))).toBeDefined();
    expect(one.getByText(/^Passwords, devices.*email addresses and room/)).toBeDefined();
    await person.click(one.getByRole("button", { name: "Cancel" }));
    const other = await ask(person, "Deactivate and erase…");
    expect(other.getByText(/names and pictures are lost/)).toBeDefined();
    await person.type(other.getByLabelText("Type 1 to confirm"), "1{Enter}");
    await waitFor(() =>
      expect(started()).toMatchObject([{ task: { kind: "deactivate", erase: true } }]),
    );
  });

  test("requires a text for a notice, and says in advance where none can be sent", async () => {
    door.answer("users.canNotify", () => ({ is_set_up: false }));
    const { person } = await show();
    await person.click(box("Select Ada"));
    const dialog = await ask(person, "Send a notice…");
    expect(await dialog.findByText(words("errors.notices_off.title"))).toBeDefined();
    await person.type(dialog.getByLabelText("Type 1 to confirm"), "1{Enter}");
    expect(await dialog.findByText(words("bulk.notice.wrong"))).toBeDefined();
    await person.type(dialog.getByLabelText("Text"), "Restart at noon");
    await person.click(dialog.getByRole("button", { name: "Send a notice to 1 account" }));
    const task = { kind: "notice", text: "Restart at noon", people_only: true };
    await waitFor(() => expect(started()).toMatchObject([{ task }]));
  });

  test("removes messages only from named rooms when rooms are chosen", async () => {
    const { person } = await show();
    await person.click(box("Select Ada"));
    const dialog = await ask(person, "Remove messages…");
    await person.click(dialog.getByRole("radio", { name: /^In specific rooms/ }));
    await person.type(dialog.getByLabelText("Type 1 to confirm"), "1{Enter}");
    expect((await dialog.findByRole("alert")).textContent).toMatch(words("bulk.redact.roomsWrong"));
    expect(started()).toEqual([]);
    await person.type(dialog.getByLabelText("Room IDs, one per line"), "!a:test");
    await person.click(dialog.getByRole("button", { name: "Remove messages of 1 account" }));
    await waitFor(() => expect(started()).toMatchObject([{ task: { rooms: ["!a:test"] } }]));
  });

  test("stays open and explains why the job could not start", async () => {
    door.answer("jobs.start", () => Promise.reject(new AppError("store_unavailable")));
    const { person, onGo } = await show();
    await person.click(box("Select Ada"));
    const dialog = await ask(person, "Lock…");
    await person.type(dialog.getByLabelText("Type 1 to confirm"), "1{Enter}");
    expect(await dialog.findByText(words("errors.store_unavailable.title"))).toBeDefined();
    expect(onGo).not.toHaveBeenCalled();
  });
});
