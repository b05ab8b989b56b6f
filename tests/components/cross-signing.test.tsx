import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { CrossSigningDialog } from "#components/users/cross-signing/reset-dialog.tsx";
import { UserDetail } from "#lib/contract/users.ts";
import { AppError } from "#lib/errors.ts";
import { aUserDetail } from "#tests/support/builders.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();
const ENDPOINT = "access.allowCrossSigningReset";
const openFor = (ms: number) =>
  door.answer(ENDPOINT, () => ({ updatable_without_uia_before_ms: Date.now() + ms }));
const signIn = (ways: object) =>
  door.answer("users.waysToSignIn", () => ({
    address: null,
    passwords: false,
    mas: false,
    providers: [],
    ...ways,
  }));
beforeEach(() => signIn({ mas: true }));
afterEach(() => vi.useRealTimers());

function open() {
  renderApp(
    <CrossSigningDialog
      user={UserDetail.parse(aUserDetail())}
      ownDeviceId={undefined}
      onClose={() => undefined}
    />,
  );
}

async function show() {
  open();
  await aPerson().click(await screen.findByRole("button", { name: words("crossSigning.submit") }));
}

test("offers no reset window where Synapse signs users in, since it would ignore it", async () => {
  signIn({ passwords: true, providers: [{ id: "oidc", name: "Company" }] });
  open();
  expect(await screen.findByText(words("crossSigning.themselves.title"))).toBeDefined();
  expect(screen.getByText(words("crossSigning.themselves.password"))).toBeDefined();
  expect(screen.getByText(words("crossSigning.themselves.provider"))).toBeDefined();
  expect(screen.queryByRole("button", { name: words("crossSigning.submit") })).toBeNull();
  expect(door.inputsOf(ENDPOINT)).toEqual([]);
});

test("counts down the time next to the instructions", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  openFor(600_000);
  await show();
  const timer = await screen.findByRole("timer");
  expect(timer.textContent).toMatch(/^(10:00|9:59)$/);
  expect(screen.getAllByRole("listitem")).toHaveLength(4);
  await act(() => vi.advanceTimersByTimeAsync(61_000));
  expect(timer.textContent).toMatch(/^8:5\d$/);
});

test("reopens the window after it has expired", async () => {
  openFor(-1);
  await show();
  expect(await screen.findByText("The ten minutes are over")).toBeDefined();
  openFor(600_000);
  await aPerson().click(screen.getByRole("button", { name: "Allow again" }));
  expect(await screen.findByRole("timer")).toBeDefined();
});

test.each([
  ["not_found", /has no cross-signing keys yet/],
  ["unsupported", words("crossSigning.notHere.body", { version: "1.97" })],
] as const)("explains %s without showing an error", async (code, text) => {
  door.answer(ENDPOINT, () => {
    throw new AppError(code);
  });
  await show();
  expect(await screen.findByText(text)).toBeDefined();
});

test("shows other errors, and retries", async () => {
  door.answer(ENDPOINT, () => {
    throw new AppError("homeserver_unreachable");
  });
  await show();
  expect(await screen.findByRole("alert")).toBeDefined();
  expect(screen.getByRole("button", { name: words("crossSigning.submit") })).toBeDefined();
});
