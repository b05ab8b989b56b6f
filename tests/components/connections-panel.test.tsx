import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { ConnectionsPanel } from "#components/connections/connections-panel.tsx";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();
const HOUR_MS = 3_600_000;
const now = Date.now();
const used = (ip: string, user_agent: string | null, hoursAgo: number) => ({
  ip,
  user_agent,
  last_seen: now - hoursAgo * HOUR_MS,
});

/** As Synapse answers: everything under one nameless device. */
const whois = (...connections: unknown[]) => ({
  user_id: "@alice:test",
  devices: { "": { sessions: [{ connections }] } },
});

async function show(answer: unknown, address = "") {
  door.answer("connections.list", () => answer);
  renderApp(<ConnectionsPanel userId="@alice:test" />, { address });
  await screen.findByText(words("connections.explain"));
  return aPerson();
}
const rows = () =>
  screen
    .getAllByRole("row")
    .slice(1)
    .map((row) => row.textContent ?? "");

const some = whois(
  used("192.0.2.1", "Element Web", 50),
  used("2001:db8::7", "Element Android", 30),
  used("192.0.2.1", "curl", 2),
  used("192.0.2.1", "curl", 90),
);

test("groups connections by address, newest first, with each client once", async () => {
  await show(some);
  expect(rows()[0]).toContain("192.0.2.1");
  expect(rows()[0]).toContain("curland 1 more");
  expect(rows()[1]).toContain("2001:db8::7");
  expect(rows()).toHaveLength(2);
});

test("groups connections by client", async () => {
  const person = await show(some);
  await person.click(screen.getByRole("radio", { name: "By client" }));
  expect(rows()).toHaveLength(3);
  expect(rows()[0]).toContain("curl");
});

test("expands an address with all clients it used", async () => {
  const person = await show(some);
  await person.click(screen.getByRole("button", { name: "192.0.2.1" }));
  const list = within(await screen.findByRole("list", { name: "Clients used from it" }));
  expect(list.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
    expect.stringContaining("curl"),
    expect.stringContaining("Element Web"),
  ]);
});

test("finds addresses and clients, and reports no matches", async () => {
  const person = await show(some);
  await person.type(screen.getByRole("searchbox"), "ANDROID");
  await waitFor(() => expect(rows()).toHaveLength(1));
  await person.type(screen.getByRole("searchbox"), "-not-there");
  expect(await screen.findByText(words("connections.notFound"))).toBeDefined();
  await person.clear(screen.getByRole("searchbox"));
  await waitFor(() => expect(rows()).toHaveLength(2));
});

test("labels a client unknown to Synapse as unknown", async () => {
  await show(whois(used("192.0.2.1", null, 1)), "by=user_agent");
  expect(rows()[0]).toContain("Unknown client");
});

test("says how long Synapse keeps connections when there are none", async () => {
  await show(whois());
  expect(screen.getByText(/not used in the last 28 days/)).toBeDefined();
});
