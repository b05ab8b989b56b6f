import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { MySessions } from "#components/my-sessions/my-sessions.tsx";
import type { OpenSession } from "#lib/contract/session.ts";
import { AppError } from "#lib/errors.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();

const aSession = (overrides: Partial<OpenSession>): OpenSession => ({
  id: "2d0c3b1e-7f0a-4b9c-8c55-0d8f3c1f9a01",
  is_current: false,
  device_id: "DEVICE",
  got_by: "password",
  started_ts: Date.now() - 3_600_000,
  seen_ts: Date.now() - 60_000,
  ends_ts: Date.now() + 3_600_000,
  ip: "192.0.2.1",
  user_agent: null,
  ...overrides,
});

function show(...sessions: Partial<OpenSession>[]) {
  door.answer("session.list", () => ({
    sessions: sessions.map((session, index) =>
      aSession({ id: `2d0c3b1e-7f0a-4b9c-8c55-0d8f3c1f9a0${index}`, ...session }),
    ),
  }));
  renderApp(<MySessions />);
  return aPerson();
}

const APPLE = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like";
const CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0";

test.each([
  ["Firefox on Linux", "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0"],
  ["Chrome on Windows", `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36`],
  ["Edge on Windows", `Mozilla/5.0 (Windows NT 10.0) ${CHROME} Safari/537.36 Edg/143.0.0.0`],
  ["Chrome on Android", `Mozilla/5.0 (Linux; Android 16) ${CHROME} Mobile Safari/537.36`],
  ["Safari on macOS", `${APPLE} Gecko) Version/26.0 Safari/605.1.15`],
  ["Safari on iOS", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1"],
  ["curl/8.5.0", "curl/8.5.0"],
  ["unknown", null],
])("names a browser %s", async (name, user_agent) => {
  show({ user_agent });
  expect(await screen.findByText(name)).toBeDefined();
});

test("ends every session but the current one, and reports failures", async () => {
  const person = show({ is_current: true, device_id: "HERE" }, { device_id: "THERE" });
  const here = await screen.findByRole("row", { name: /HERE.*This browser/ });
  expect(within(here).queryByRole("button")).toBeNull();
  const end = within(screen.getByRole("row", { name: /THERE/ })).getByRole("button");
  await person.click(end);
  expect(await screen.findByRole("alert")).toBeDefined();
  door.answer("session.revoke", () => ({ ended: 1 }));
  await person.click(end);
  expect(door.inputsOf("session.revoke")).toEqual([
    { session_id: "2d0c3b1e-7f0a-4b9c-8c55-0d8f3c1f9a01" },
    { session_id: "2d0c3b1e-7f0a-4b9c-8c55-0d8f3c1f9a01" },
  ]);
});

test("explains why the list failed to load", async () => {
  door.answer("session.list", () => Promise.reject(new AppError("store_unavailable")));
  renderApp(<MySessions />);
  expect(await screen.findByText(words("errors.store_unavailable.title"))).toBeDefined();
});
