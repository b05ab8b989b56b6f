import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";

import { AuditTrail } from "#components/audit/audit-trail.tsx";
import { UserHistory } from "#components/audit/user-history.tsx";
import type { AuditRecord } from "#lib/contract/audit.ts";
import { AppError } from "#lib/errors.ts";
import { aRecord } from "#tests/support/builders.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();
const asked = () => door.inputsOf("audit.list") as Record<string, unknown>[];
const page = (records: AuditRecord[], cursors = {}) => ({
  records,
  next: null,
  previous: null,
  ...cursors,
});

beforeEach(() => {
  door.answer("audit.list", () => page([aRecord()]));
  door.answer("audit.get", () => ({ record: aRecord() }));
  door.answer("audit.people", () => ({ people: ["@ada:test", "@bea:test"] }));
});

const show = (address = "", what = <AuditTrail />) => {
  const onAddress = vi.fn();
  renderApp(what, { address, onAddress });
  const query = () => new URLSearchParams(onAddress.mock.lastCall?.[0].queryString);
  return { person: aPerson(), query };
};

test.each([
  ["users.lock", { locked: true }, "Locked"],
  ["users.lock", { locked: false }, "Unlocked"],
  ["users.suspend", { suspend: true }, "Suspended"],
  ["users.suspend", { suspend: false }, "Lifted suspension"],
])("names %s with %j by what it did", async (action, input, name) => {
  door.answer("audit.list", () => page([aRecord({ action, input })]));
  show();
  expect(await screen.findByRole("button", { name })).toBeDefined();
});

test("shows actor, target, action and outcome in words", async () => {
  door.answer("audit.list", () =>
    page([
      aRecord({ id: "9", outcome: "failed" }),
      aRecord({ id: "8", action: "session.end", target: null }),
      aRecord({ id: "7", action: "audit.cut", who: null, target: null }),
      aRecord({ id: "6", action: "rooms.shutDown", target: "!room:test" }),
    ]),
  );
  show();
  const failed = await screen.findByRole("row", { name: /Reset a password/ });
  expect(within(failed).getAllByText("Failed").length).toBeGreaterThan(0);
  expect(within(failed).getByRole("link", { name: "@ben:test" }).getAttribute("href")).toBe(
    "/users/%40ben%3Atest",
  );
  expect(within(failed).getByTitle("1 Mar 2026, 23:02 UTC")).toBeDefined();
  expect(screen.getByRole("row", { name: /Signed out.*@ada:test/ })).toBeDefined();
  expect(screen.getByRole("row", { name: /Removed old records.*The dashboard/ })).toBeDefined();
  // Of a version that knew more than this one.
  expect(screen.getByRole("row", { name: /rooms\.shutDown/ })).toBeDefined();
  expect(screen.queryByRole("link", { name: "!room:test" })).toBeNull();
});

describe("no entries", () => {
  beforeEach(() => door.answer("audit.list", () => page([])));

  test("explains that nothing was recorded yet", async () => {
    show();
    expect(await screen.findByText(words("audit.none.title"))).toBeDefined();
  });

  test("explains that nothing matches, and clears the filters with one click", async () => {
    const { person, query } = show("outcome=failed&q=zzz");
    expect(await screen.findByText("No records match")).toBeDefined();
    await person.click(screen.getByRole("button", { name: "Clear search and filters" }));
    await waitFor(() => expect(`${query()}`).toBe(""));
  });

  test("explains that older entries were deleted", async () => {
    const { person, query } = show("before=3");
    expect(await screen.findByText("There are no older records")).toBeDefined();
    await person.click(screen.getByRole("button", { name: "Go to newest" }));
    await waitFor(() => expect(`${query()}`).toBe(""));
  });

  test("explains why the log could not be loaded, and retries", async () => {
    door.answer("audit.list", () => Promise.reject(new AppError("store_unavailable")));
    const { person } = show();
    await screen.findByText(words("errors.store_unavailable.title"));
    door.answer("audit.list", () => page([aRecord()]));
    await person.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("table")).toBeDefined();
  });
});

describe("filters", () => {
  test("writes action and outcome to the URL, and starts at the newest", async () => {
    const { person, query } = show("before=500");
    await screen.findByRole("table");
    await person.click(screen.getByRole("button", { name: "Action" }));
    await person.click(await screen.findByRole("menuitemradio", { name: "Signed out devices" }));
    await waitFor(() => expect(asked().at(-1)).toEqual({ action: "devices.revoke", limit: 50 }));
    await person.click(screen.getByRole("button", { name: "Outcome" }));
    await person.click(await screen.findByRole("menuitemradio", { name: "Failed" }));
    await waitFor(() => expect(`${query()}`).toBe("action=devices.revoke&outcome=failed"));
    await person.click(
      screen.getByRole("button", { name: words("ui.clearFilter", { title: "Action" }) }),
    );
    await waitFor(() => expect(asked().at(-1)).toEqual({ outcome: "failed", limit: 50 }));
  });

  test("filters by the recorded actors", async () => {
    const { person, query } = show();
    await screen.findByRole("table");
    expect(door.inputsOf("audit.people")).toEqual([]);
    await person.click(screen.getByRole("button", { name: "Who" }));
    await person.click(await screen.findByRole("menuitemradio", { name: "@bea:test" }));
    await waitFor(() => expect(query().get("who")).toBe("@bea:test"));
    expect(screen.getByRole("button", { name: "Who: @bea:test" })).toBeDefined();
  });

  test("filters by a full Matrix ID entered by the admin", async () => {
    const { person, query } = show();
    await screen.findByRole("table");
    await person.click(screen.getByRole("button", { name: "Who" }));
    await person.click(await screen.findByRole("menuitem", { name: "Someone else…" }));
    const field = await screen.findByLabelText("Matrix ID");
    await person.type(field, "carla");
    await person.click(screen.getByRole("button", { name: "Show" }));
    expect(screen.getByText(words("audit.somebody.wrong"))).toBeDefined();
    await person.clear(field);
    await person.type(field, " @carla:test {Enter}");
    await waitFor(() => expect(query().get("who")).toBe("@carla:test"));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("filters by a preset or by custom dates, never both", async () => {
    const { person, query } = show("within=week");
    await screen.findByRole("table");
    await person.click(screen.getByRole("button", { name: "Time: Last 7 days" }));
    await person.click(await screen.findByRole("menuitem", { name: "Custom range…" }));
    await person.type(await screen.findByLabelText("From"), "2026-03-03");
    await person.type(screen.getByLabelText("To"), "2026-03-01");
    await person.click(screen.getByRole("button", { name: "Show" }));
    expect(screen.getByText("This is before the first day.")).toBeDefined();
    await person.clear(screen.getByLabelText("To"));
    await person.type(screen.getByLabelText("To"), "2026-03-05");
    await person.click(screen.getByRole("button", { name: "Show" }));

    await waitFor(() => expect(query().get("within")).toBeNull());
    expect(asked().at(-1)).toEqual({
      from_ts: new Date(2026, 2, 3).getTime(),
      until_ts: new Date(2026, 2, 6).getTime(),
      limit: 50,
    });
    expect(screen.getByRole("button", { name: "Time: 3 Mar 2026 to 5 Mar 2026" })).toBeDefined();
    await person.click(screen.getByRole("button", { name: /^Time: 3 Mar/ }));
    await person.click(await screen.findByRole("menuitemradio", { name: "Last hour" }));
    await waitFor(() => expect(`${query()}`).toBe("within=hour"));
  });
});

test("pages through older and newer entries, and starts over with a filter", async () => {
  door.answer("audit.list", ({ input }) =>
    page([aRecord()], "before" in (input as object) ? { previous: "49" } : { next: "50" }),
  );
  const { person, query } = show("outcome=done");
  await screen.findByRole("table");
  expect(screen.getByRole("button", { name: "Newer" })).toHaveProperty("disabled", true);
  await person.click(screen.getByRole("button", { name: "Older" }));
  await waitFor(() => expect(`${query()}`).toBe("outcome=done&before=50"));
  await waitFor(() =>
    expect(screen.getByRole("button", { name: "Older" })).toHaveProperty("disabled", true),
  );
  await person.click(screen.getByRole("button", { name: "Newer" }));
  await waitFor(() => expect(asked().at(-1)).toEqual({ outcome: "done", after: "49", limit: 50 }));
});

test("exports with the page's filters, without its position and open entry", async () => {
  const { person } = show("q=ben&outcome=failed&before=500");
  await screen.findByRole("table");
  await person.click(screen.getByRole("button", { name: "Export" }));
  const csv = await screen.findByRole("menuitem", { name: "As CSV, for spreadsheets" });
  expect(csv.getAttribute("href")).toBe("/api/exports/audit?format=csv&q=ben&outcome=failed");
});

describe("an audit entry", () => {
  test("opens an entry from its row, with everything but secrets", async () => {
    const { person, query } = show();
    const row = await screen.findByRole("row", { name: /Reset a password/ });
    await person.click(within(row).getByText("Done"));
    const dialog = within(
      await screen.findByRole("dialog", { name: words("audit.actions.users.resetPassword") }),
    );
    expect(query().get("record")).toBe("7");
    for (const text of ["@ada:test", "192.0.2.7", "@ben:test", "42 ms", "Done", "Yes"]) {
      expect(dialog.getByText(text), text).toBeDefined();
    }
    expect(dialog.getByText("1 Mar 2026, 23:02 UTC")).toBeDefined();
    expect(dialog.getByText("New password").nextSibling?.textContent).toBe("not stored");
    await person.keyboard("{Escape}");
    await waitFor(() => expect(query().get("record")).toBeNull());
    expect(document.activeElement).toBe(
      screen.getByRole("button", { name: words("audit.actions.users.resetPassword") }),
    );
  });

  test("follows a link in the row without opening the entry", async () => {
    const { person } = show();
    const row = await screen.findByRole("row", { name: /Reset a password/ });
    const link = within(row).getByRole("link", { name: "@ben:test" });
    link.addEventListener("click", (event) => event.preventDefault());
    await person.click(link);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("opens an entry by URL, with the error in words", async () => {
    door.answer("audit.list", () => page([]));
    door.answer("audit.get", () => ({
      record: aRecord({
        outcome: "failed",
        error: {
          code: "forbidden",
          details: { status: 403, errcode: "M_FORBIDDEN", homeserverSays: "No." },
        },
        input: { user_id: "@ben:test", devices: ["ONE", "TWO"], purge: { all: true } },
        duration_ms: 2340,
      }),
    }));
    show("record=7");
    const dialog = within(await screen.findByRole("dialog"));
    expect(await dialog.findByText("The homeserver refused")).toBeDefined();
    expect(dialog.getByText("The homeserver says: “No.”")).toBeDefined();
    expect(dialog.getByText("forbidden · M_FORBIDDEN · 403")).toBeDefined();
    expect(dialog.getByText("2.3 s")).toBeDefined();
    for (const text of ["Devices", "ONE", "TWO", "purge", '{"all":true}']) {
      expect(dialog.getByText(text), text).toBeDefined();
    }
  });

  test("suggests what to do about an unknown outcome", async () => {
    const record = aRecord({ outcome: "unknown" });
    door.answer("audit.get", () => ({ record }));
    show("record=7");
    expect(await screen.findByText(words("audit.record.unknownTitle"))).toBeDefined();
  });

  test("explains how an outcome was confirmed later", async () => {
    const error = { code: "outcome_unknown", details: {} };
    const confirmed = aRecord({ outcome: "done", error, confirmed_ts: Date.UTC(2026, 10, 1) });
    door.answer("audit.get", () => ({ record: confirmed }));
    show("record=7");
    expect(await screen.findByText(words("audit.record.confirmedTitle"))).toBeDefined();
    expect(screen.getByText("Confirmed").parentElement?.textContent).toContain("2026");
  });

  test("links an entry to its job", async () => {
    door.answer("audit.get", () => ({ record: aRecord({ job_id: "J1" }) }));
    show("record=7");
    const job = await screen.findByRole("link", { name: "Open job" });
    expect(job.getAttribute("href")).toBe("/jobs/J1");
  });

  test("reports an entry that no longer exists", async () => {
    door.answer("audit.get", () => ({ record: null }));
    show("record=3");
    expect(await screen.findByText(words("audit.record.goneTitle"))).toBeDefined();
  });
});

describe("a user's history", () => {
  test("shows the user's actions, and actions on the user", async () => {
    const { person, query } = show("before=90", <UserHistory userId="@ben:test" />);
    expect(await screen.findByRole("table", { name: "Done to this user" })).toBeDefined();
    expect(asked()).toEqual([{ target: "@ben:test", before: "90", limit: 50 }]);
    expect(screen.queryByRole("link", { name: "@ben:test" })).toBeNull();
    await person.click(screen.getByRole("radio", { name: "Done by this user" }));
    await waitFor(() => expect(asked().at(-1)).toEqual({ who: "@ben:test", limit: 50 }));
    expect(`${query()}`).toBe("side=who");
    expect(await screen.findByRole("link", { name: "@ben:test" })).toBeDefined();
  });

  test("explains an empty history", async () => {
    door.answer("audit.list", () => page([]));
    show("", <UserHistory userId="@ben:test" />);
    expect(await screen.findByText(words("audit.history.none.target.title"))).toBeDefined();
    expect(
      screen.getByRole("link", { name: "Search and export in Audit" }).getAttribute("href"),
    ).toBe("/audit?q=%40ben%3Atest");
  });
});
