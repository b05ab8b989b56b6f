import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";

import { DevicesPanel } from "#components/devices/devices-panel.tsx";
import { REVOKE_BATCH, type Device } from "#lib/contract/devices.ts";
import { AppError } from "#lib/errors.ts";
import { aDevice, aUserDetail } from "#tests/support/builders.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson, type Person } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();
const DAY_MS = 86_400_000;
const seen = (name: string, daysAgo: number) =>
  aDevice({
    device_id: name.toUpperCase(),
    display_name: name,
    last_seen_ts: Date.now() - daysAgo * DAY_MS,
  });
const phone = seen("Phone", 0.1);
const laptop = seen("Laptop", 100);
const attic = seen("Attic", 800);
const unknown = aDevice({ device_id: "UNKNOWN", display_name: "Mystery", last_seen_ts: null });
const dehydrated = { ...seen("Spare", 900), dehydrated: true };

let there: Device[];
beforeEach(() => {
  there = [attic, unknown, phone, dehydrated, laptop];
  door.answer("users.get", () => aUserDetail());
  door.answer("devices.list", () => ({ devices: there, total: there.length }));
  door.answer("devices.keys", () => ({
    has_cross_signing: true,
    devices: {
      PHONE: { is_signed: true, fingerprint: "abcdEFGH1234" },
      LAPTOP: { is_signed: false, fingerprint: "x" },
    },
  }));
  door.answer("devices.revoke", ({ input }) => {
    const { devices } = input as { devices: string[] };
    there = there.filter(({ device_id }) => !devices.includes(device_id));
    return {};
  });
});

async function showPanel({
  ownDeviceId,
  address,
}: { ownDeviceId?: string; address?: string } = {}) {
  renderApp(
    <DevicesPanel userId="@alice:test" ownDeviceId={ownDeviceId} />,
    address ? { address } : {},
  );
  await screen.findByRole("table", { name: "Devices" });
  await screen.findByRole("button", { name: "Clean up…" });
  return aPerson();
}
const names = () =>
  screen
    .getAllByRole("row")
    .slice(1)
    .map((row) => /Phone|Laptop|Attic|Mystery|Spare/.exec(row.textContent ?? "")?.[0]);
const cleanUp = async (person: Person, rule: RegExp) => {
  await person.click(screen.getByRole("button", { name: "Clean up…" }));
  await person.click(await screen.findByRole("menuitem", { name: rule }));
};
/** Searches the dialog alone: the whole page has hundreds of buttons. */
const submit = async (person: Person, count: number) => {
  const dialog = within(await screen.findByRole("dialog"));
  await person.click(
    await dialog.findByRole("button", { name: words("revoke.submit", { count }) }),
  );
};
const listed = () =>
  within(screen.getByRole("list", { name: "Devices to sign out" }))
    .getAllByRole("listitem")
    .map((item) => item.textContent ?? "");

test("sorts the most recent first and unknown times last, in either direction", async () => {
  const person = await showPanel();
  expect(names()).toEqual(["Phone", "Laptop", "Attic", "Spare", "Mystery"]);
  await person.click(screen.getByRole("button", { name: "Last seen" }));
  expect(names()).toEqual(["Spare", "Attic", "Laptop", "Phone", "Mystery"]);
  await person.click(screen.getByRole("button", { name: "Device" }));
  expect(names()).toEqual(["Attic", "Laptop", "Mystery", "Phone", "Spare"]);
});

test("shows a missing last seen time as unknown, not as never", async () => {
  await showPanel();
  const row = within(screen.getByRole("row", { name: /Mystery/ }));
  expect(row.getByText("unknown").title).toBe(words("values.lastSeenUnknown"));
});

test("marks the dashboard's own device and dehydrated devices", async () => {
  await showPanel({ ownDeviceId: "PHONE" });
  expect(screen.getByRole("row", { name: /Phone.*This dashboard/ })).toBeDefined();
  expect(screen.getByRole("row", { name: /Spare.*Dehydrated/ })).toBeDefined();
});

describe("device rules", () => {
  test.each([
    [/All but the newest/, ["Laptop", "Attic"]],
    [/Not seen for 30 days/, ["Laptop", "Attic"]],
    [/Not seen for 365 days/, ["Attic"]],
  ])("selects by %s without dehydrated and unknown devices, and says so", async (rule, found) => {
    const person = await showPanel();
    await cleanUp(person, rule);
    await screen.findByRole("dialog");
    expect(listed()).toHaveLength(found.length);
    for (const name of found) expect(listed().join()).toContain(name);
    expect(screen.getByText(words("devices.ruleLeavesOut"))).toBeDefined();
  });

  test("offers no rules for an application service user, and explains why", async () => {
    door.answer("users.get", () => aUserDetail({ appservice_id: "irc" }));
    renderApp(<DevicesPanel userId="@alice:test" ownDeviceId={undefined} />);
    expect(await screen.findByText(words("devices.appserviceRule"))).toBeDefined();
    expect(screen.queryByRole("button", { name: "Clean up…" })).toBeNull();
  });
});

describe("revoking devices", () => {
  test("warns of the consequences, and reports what a fresh list confirms", async () => {
    const person = await showPanel();
    await person.click(
      within(screen.getByRole("row", { name: /Laptop/ })).getByRole("button", {
        name: words("devices.revoke"),
      }),
    );
    expect(screen.getByText(/are lost unless the user has a key backup/)).toBeDefined();
    await person.click(screen.getByRole("button", { name: words("revoke.submit", { count: 1 }) }));

    expect(
      await screen.findByRole("dialog", { name: words("revoke.doneTitle", { count: 1 }) }),
    ).toBeDefined();
    expect(door.inputsOf("devices.revoke")).toEqual([
      { user_id: "@alice:test", devices: ["LAPTOP"] },
    ]);
    await person.click(screen.getByRole("button", { name: "Done" }));
    await waitFor(() => expect(names()).not.toContain("Laptop"));
  });

  test("revokes the selected devices", async () => {
    const person = await showPanel();
    await person.click(screen.getByRole("checkbox", { name: "Select Laptop" }));
    await person.click(screen.getByRole("checkbox", { name: "Select Attic" }));
    const dock = within(screen.getByRole("region", { name: "Actions" }));
    expect(dock.getByText("2 selected")).toBeDefined();
    await person.click(dock.getByRole("button", { name: words("devices.revoke") }));
    await person.click(screen.getByRole("button", { name: words("revoke.submit", { count: 2 }) }));
    expect(
      await screen.findByRole("dialog", { name: words("revoke.doneTitle", { count: 2 }) }),
    ).toBeDefined();
    await person.click(screen.getByRole("button", { name: "Done" }));
    expect(screen.queryByRole("region", { name: "Actions" })).toBeNull();
  });

  test("names a device that still exists", async () => {
    door.answer("devices.revoke", () => {
      there = there.filter((device) => device !== attic);
      return {};
    });
    const person = await showPanel();
    await cleanUp(person, /Not seen for 30 days/);
    await person.click(
      await screen.findByRole("button", { name: words("revoke.submit", { count: 2 }) }),
    );

    expect(
      await screen.findByRole("dialog", { name: words("revoke.doneTitle", { count: 1 }) }),
    ).toBeDefined();
    const remaining = within(screen.getByRole("list", { name: "Still signed in:" }));
    expect(remaining.getByText("Laptop")).toBeDefined();
  });

  test("revokes more than 50 devices in batches, one after another", async () => {
    there = Array.from({ length: REVOKE_BATCH + 2 }, (_, index) => seen(`d${index}`, 200 + index));
    const person = await showPanel();
    await cleanUp(person, /Not seen for 90 days/);
    await submit(person, there.length);
    await screen.findByRole("dialog", { name: words("revoke.doneTitle", { count: 52 }) });
    const sizes = door
      .inputsOf("devices.revoke")
      .map((input) => (input as { devices: [] }).devices.length);
    expect(sizes).toEqual([50, 2]);
  });

  test("stops at the first failed batch, and reports the devices really gone", async () => {
    there = Array.from({ length: REVOKE_BATCH + 3 }, (_, index) => seen(`d${index}`, 200 + index));
    let calls = 0;
    door.answer("devices.revoke", ({ input }) => {
      calls += 1;
      if (calls === 2) throw new AppError("outcome_unknown");
      const { devices } = input as { devices: string[] };
      there = there.filter(({ device_id }) => !devices.includes(device_id));
      return {};
    });
    const person = await showPanel();
    await cleanUp(person, /Not seen for 90 days/);
    await submit(person, there.length);

    expect(
      await screen.findByRole("dialog", { name: words("revoke.doneTitle", { count: 50 }) }),
    ).toBeDefined();
    expect(screen.getByText(words("errors.outcome_unknown.title"))).toBeDefined();
    expect(
      within(screen.getByRole("list", { name: "Still signed in:" })).getAllByRole("listitem"),
    ).toHaveLength(3);
  });

  test("does not claim success when the list cannot be reloaded", async () => {
    const person = await showPanel();
    await cleanUp(person, /Not seen for 365 days/);
    await screen.findByRole("dialog");
    door.answer("devices.list", () => Promise.reject(new AppError("homeserver_unreachable")));
    await person.click(screen.getByRole("button", { name: words("revoke.submit", { count: 1 }) }));
    expect(await screen.findByText(words("revoke.unread"))).toBeDefined();
  });

  test("warns of what a selected dehydrated device holds", async () => {
    const person = await showPanel();
    await person.click(
      within(screen.getByRole("row", { name: /Spare/ })).getByRole("button", {
        name: words("devices.revoke"),
      }),
    );
    expect(await screen.findByText(/^One is dehydrated/)).toBeDefined();
  });
});

describe("the dashboard's own device", () => {
  const leave = vi.fn();
  beforeEach(() => {
    leave.mockReset();
    vi.spyOn(location, "assign").mockImplementation(leave);
    door.answer("session.end", () => ({ token: "revoked", beside: [] }));
  });

  test("confirms its own device separately, after the others", async () => {
    const person = await showPanel({ ownDeviceId: "PHONE" });
    await person.click(screen.getByRole("checkbox", { name: "Select all on this page" }));
    await person.click(
      within(screen.getByRole("region", { name: "Actions" })).getByRole("button", {
        name: words("devices.revoke"),
      }),
    );
    expect(screen.getByText(words("revoke.ownTitle"))).toBeDefined();
    await person.click(screen.getByRole("button", { name: words("revoke.submit", { count: 4 }) }));
    await screen.findByRole("dialog", { name: words("revoke.doneTitle", { count: 4 }) });
    await person.click(screen.getByRole("button", { name: "Done" }));

    expect(await screen.findByRole("dialog", { name: "Sign out of the dashboard?" })).toBeDefined();
    expect(door.inputsOf("session.end")).toEqual([]);
    await person.click(screen.getByRole("button", { name: "Cancel" }));
    expect(there).toEqual([phone]);
  });

  test("excludes its own device from every rule", async () => {
    const person = await showPanel({ ownDeviceId: "ATTIC" });
    await cleanUp(person, /All but the newest/);
    await screen.findByRole("dialog");
    expect(listed().join()).not.toContain("Attic");
  });
});

test("renames a device, and shows the new name", async () => {
  const person = await showPanel();
  door.answer("devices.rename", ({ input }) => {
    const { device_id, display_name } = input as { device_id: string; display_name: string };
    there = there.map((device) =>
      device.device_id === device_id ? { ...device, display_name } : device,
    );
    return {};
  });
  await person.click(screen.getByRole("button", { name: "More actions for Laptop" }));
  await person.click(await screen.findByRole("menuitem", { name: "Rename…" }));
  const field = await screen.findByLabelText<HTMLInputElement>("Name");
  expect(field.value).toBe("Laptop");

  await person.clear(field);
  await person.click(screen.getByRole("button", { name: "Save" }));
  expect((await screen.findByText("Required.")).role).toBe("alert");
  expect(door.inputsOf("devices.rename")).toEqual([]);

  await person.type(field, "Work laptop");
  await person.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByRole("row", { name: /Work laptop/ })).toBeDefined();
});

test("explains an empty list of devices", async () => {
  there = [];
  renderApp(<DevicesPanel userId="@alice:test" ownDeviceId={undefined} />);
  expect(await screen.findByText(words("devices.empty.body"))).toBeDefined();
});

test("explains why the list failed to load, and retries", async () => {
  door.answer("devices.list", () =>
    Promise.reject(new AppError("homeserver_timeout", { timeoutMs: 10_000 })),
  );
  renderApp(<DevicesPanel userId="@alice:test" ownDeviceId={undefined} />);
  expect(await screen.findByText(/No response within 10 seconds/)).toBeDefined();
  door.answer("devices.list", () => ({ devices: [phone], total: 1 }));
  await aPerson().click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("row", { name: /Phone/ })).toBeDefined();
});

describe("encryption", () => {
  test("shows for each device whether its owner verified it", async () => {
    await showPanel();
    expect(await screen.findByRole("row", { name: /Phone.*Verified by its owner/ })).toBeDefined();
    expect(screen.getByRole("row", { name: /Laptop.*Not verified/ })).toBeDefined();
    expect(screen.getByRole("row", { name: /Attic.*No encryption keys/ })).toBeDefined();
    expect(screen.queryByText(/has not set up cross-signing/)).toBeNull();
  });

  test("shows devices when the verification state is unknown", async () => {
    door.answer("devices.keys", () => {
      throw new AppError("homeserver_failed", { status: 500 });
    });
    await showPanel();
    expect(await screen.findByRole("row", { name: /Phone.*Unknown/ })).toBeDefined();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("explains that a user without cross-signing cannot verify devices", async () => {
    door.answer("devices.keys", () => ({ has_cross_signing: false, devices: {} }));
    await showPanel();
    expect(await screen.findByText(/has not set up cross-signing/)).toBeDefined();
  });
});

test("opens a device with freshly loaded details", async () => {
  door.answer("devices.get", () => ({ ...phone, last_seen_user_agent: "Element/2.0" }));
  const person = await showPanel();
  await screen.findByRole("row", { name: /Phone.*Verified by its owner/ });
  await person.click(screen.getByRole("button", { name: "Phone" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Phone" }));
  expect(await dialog.findByText("Element/2.0")).toBeDefined();
  expect(dialog.getByText("abcd EFGH 1234")).toBeDefined();
  expect(dialog.getByText(/confirmed in another client/)).toBeDefined();
});

test("explains why rules exclude a dehydrated device", async () => {
  door.answer("devices.get", () => ({ ...dehydrated, dehydrated: undefined }));
  const person = await showPanel();
  await person.click(screen.getByRole("button", { name: "Spare" }));
  expect(await screen.findByText(words("devices.dehydratedKept"))).toBeDefined();
});

test("finds devices by name, ID, address and client", async () => {
  const person = await showPanel();
  await person.type(screen.getByRole("searchbox"), "lapt");
  await waitFor(() => expect(names()).toEqual(["Laptop"]));
  await person.type(screen.getByRole("searchbox"), "-none");
  await person.click(await screen.findByRole("button", { name: "Show all" }));
  await waitFor(() => expect(names()).toHaveLength(5));
});

describe("creating a device", () => {
  async function create(person: Person, id: string, name: string) {
    await person.click(screen.getByRole("button", { name: "Create a device…" }));
    const field = await screen.findByLabelText<HTMLInputElement>("Device ID");
    expect(field.value).toMatch(/^[A-Z]{10}$/);
    await person.clear(field);
    await person.type(field, id);
    await person.type(screen.getByLabelText("Name (optional)"), name);
    await person.click(screen.getByRole("button", { name: "Create device" }));
  }

  test("shows the new device in the list", async () => {
    door.answer("devices.create", ({ input }) => {
      const { device_id, display_name } = input as { device_id: string; display_name: string };
      const device = aDevice({ device_id, display_name, last_seen_ts: null });
      there = [...there, device];
      return { device };
    });
    const person = await showPanel();
    await create(person, "BRIDGE", "Bridge Phone");
    expect(await screen.findByRole("row", { name: /Bridge Phone/ })).toBeDefined();
    expect(door.inputsOf("devices.create")).toEqual([
      { user_id: "@alice:test", device_id: "BRIDGE", display_name: "Bridge Phone" },
    ]);
  });

  test("reports a taken ID at its field, and keeps the input", async () => {
    door.answer("devices.create", () => {
      throw new AppError("device_exists");
    });
    const person = await showPanel();
    await create(person, "PHONE", "Mine");
    expect(await screen.findByText(words("devices.create.taken"))).toBeDefined();
    expect(screen.getByLabelText<HTMLInputElement>("Name (optional)").value).toBe("Mine");
  });
});

test("renders few of 10,000 devices, and searches all", async () => {
  there = Array.from({ length: 10_000 }, (_, index) => seen(`Phone ${index}x`, index / 100));
  const person = await showPanel();
  expect(screen.getAllByRole("row").length).toBeLessThan(110);
  await person.type(screen.getByRole("searchbox"), "9998x");
  await waitFor(() => expect(screen.getAllByRole("row")).toHaveLength(2));
});
