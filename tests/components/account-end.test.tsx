import { screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { DeactivateOrEraseDialog } from "#components/users/deactivate/deactivate-dialog.tsx";
import { ReactivateDialog } from "#components/users/deactivate/reactivate-dialog.tsx";
import type { DeactivationReport, DeactivationStep, Snapshot } from "#lib/contract/deactivation.ts";
import type { JobItem } from "#lib/contract/jobs.ts";
import { UserDetail } from "#lib/contract/users.ts";
import { AppError } from "#lib/errors.ts";
import { aJobItem, aUserDetail } from "#tests/support/builders.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();
const JOB = "0198c2a4-5b1e-7000-8000-000000000001";
const snapshot: Snapshot = {
  taken_ts: 1_700_000_000_000,
  until_ts: 1_702_592_000_000,
  displayname: "Alice",
  avatar_url: null,
  addresses: [{ medium: "email", address: "alice@example.org", owner: "@heir:test" }],
  sign_ins: [],
  rooms: 3,
  devices: 1,
};

/** A homeserver where a job on Alice comes to this. */
function aliceWith(item: Partial<JobItem>, kept: Snapshot | null = null, user = {}) {
  const alice = aUserDetail(user);
  door.answer("users.get", () => alice);
  door.answer("devices.list", () => ({ devices: [], total: 0 }));
  door.answer("accountEnd.holdings", () => ({
    holdings: {
      rooms: 3,
      devices: 2,
      pushers: 0,
      emails: 1,
      phones: 0,
      sign_ins: 0,
      media: null,
      media_bytes: null,
    },
    snapshot_days: 30,
  }));
  door.answer("accountEnd.snapshot", () => ({ snapshot: kept }));
  door.answer("jobs.start", () => ({ job_id: JOB }));
  door.answer("jobs.items", () => ({ items: [aJobItem(item)], total: 1 }));
  return { user: UserDetail.parse(alice), ownDeviceId: undefined, onClose: vi.fn() };
}
const reportOf = (...steps: DeactivationStep[]): { report: DeactivationReport } => ({
  report: {
    user_id: "@alice:test",
    at_ts: 1_700_000_000_000,
    ended_ts: null,
    ended_by: null,
    steps,
    not_readable: [],
  },
});
const press = (name: string) => aPerson().click(screen.getByRole("button", { name }));

test("disables deactivation until the name is entered, and shows unreadable values as unknown", async () => {
  renderApp(<DeactivateOrEraseDialog erase={false} {...aliceWith({ result: reportOf() })} />);
  const lost = within(await screen.findByRole("dialog"));
  expect((await lost.findByText("rooms to leave")).parentElement?.textContent).toContain("3");
  expect(lost.getByText("uploaded files").parentElement?.textContent).toContain("?");
  await press("Deactivate");
  expect(await screen.findByText("This is not alice.")).toBeDefined();
  expect(door.inputsOf("jobs.start")).toEqual([]);
});

test("reports what is left, and calls nothing gone that was not checked", async () => {
  const result = reportOf(
    { step: "rooms", is: "left", before: 3, now: 2 },
    { step: "devices", is: "unread", before: 2 },
  );
  renderApp(<DeactivateOrEraseDialog erase {...aliceWith({ result })} />);
  await aPerson().type(await screen.findByLabelText("Type alice to confirm"), "@alice:test");
  await press("Erase permanently");

  expect(await screen.findByText(words("accountEnd.notClean"))).toBeDefined();
  expect(screen.getByText("2 of 3 still there")).toBeDefined();
  expect(screen.getByText("Could not be read")).toBeDefined();
  expect(door.inputsOf("jobs.start")).toEqual([
    { task: { kind: "deactivate", erase: true }, selection: { user_ids: ["@alice:test"] } },
  ]);
});

test("names the last admin as the reason", async () => {
  renderApp(
    <DeactivateOrEraseDialog
      erase={false}
      {...aliceWith({ state: "skipped", result: { reason: "last_admin" } })}
    />,
  );
  await aPerson().type(await screen.findByLabelText("Type alice to confirm"), "alice");
  await press("Deactivate");
  expect(await screen.findByText("This is the last server admin")).toBeDefined();
});

test("restores an account with the chosen parts, and without a password if none is wanted", async () => {
  const result = {
    reactivated: true,
    snapshot_ts: snapshot.taken_ts,
    restored: [
      {
        part: "addresses",
        of: 1,
        back: 0,
        missing: [{ id: "email:alice@example.org", why: "taken", owner: "@heir:test" }],
      },
    ],
  };
  renderApp(<ReactivateDialog {...aliceWith({ result }, snapshot, { deactivated: true })} />);
  expect(await screen.findByText(/now belongs to @heir:test/)).toBeDefined();
  await aPerson().click(screen.getByRole("checkbox", { name: /^Rooms/ }));
  await aPerson().click(screen.getByRole("radio", { name: /Without a password/ }));
  await press("Reactivate");

  expect(
    await screen.findByText(words("reactivate.why.taken", { owner: "@heir:test" })),
  ).toBeDefined();
  expect(screen.getByText("Email addresses and phone numbers: 0 of 1")).toBeDefined();
  expect(door.inputsOf("jobs.start")).toMatchObject([
    { task: { kind: "reactivate", restore: ["profile", "addresses", "sign_ins"] } },
  ]);
  expect(door.inputsOf("users.resetPassword")).toEqual([]);
});

test("shows no password when setting it failed", async () => {
  const result = { reactivated: true, snapshot_ts: null, restored: [] };
  door.answer("users.resetPassword", () => Promise.reject(new AppError("forbidden")));
  renderApp(<ReactivateDialog {...aliceWith({ result }, null, { deactivated: true })} />);
  expect(await screen.findByText("Nothing to restore")).toBeDefined();
  const password = screen.getByLabelText<HTMLInputElement>("New password").value;
  await press("Reactivate");

  expect(await screen.findByText(/The account is active, but has no password/)).toBeDefined();
  expect(screen.queryByText(password)).toBeNull();
  expect(door.inputsOf("users.resetPassword")).toEqual([
    { user_id: "@alice:test", new_password: password, logout_devices: false },
  ]);
});
