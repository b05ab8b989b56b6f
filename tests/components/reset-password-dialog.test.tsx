import { screen, within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";

import { ResetPasswordDialog } from "#components/users/reset-password/reset-password-dialog.tsx";
import { brokenRules, PasswordPolicy } from "#lib/contract/password-policy.ts";
import type { Device } from "#lib/contract/devices.ts";
import { User, UserDetail } from "#lib/contract/users.ts";
import { AppError } from "#lib/errors.ts";
import { aDevice, aUser, aUserDetail } from "#tests/support/builders.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson, type Person } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();
const phone = aDevice({ device_id: "PHONE", display_name: "Pixel 9" });
const laptop = aDevice({
  device_id: "LAPTOP",
  display_name: "Element Desktop",
  last_seen_ts: null,
});

/** Opens the dialog for somebody with these devices, which are `left` after the reset. */
async function openDialog({
  devices = [phone, laptop],
  left = undefined as Device[] | undefined,
  user = User.parse(aUser()),
} = {}) {
  let isReset = false;
  door.answer("devices.list", () => {
    const now = isReset && left ? left : devices;
    return { devices: now, total: now.length };
  });
  door.answer("users.resetPassword", () => {
    isReset = true;
    return {};
  });
  const onClose = vi.fn();
  renderApp(<ResetPasswordDialog user={user} onClose={onClose} />);
  await screen.findByRole("dialog", { name: words("password.title", { name: "Alice" }) });
  return { person: aPerson(), onClose };
}
const typed = () => screen.getByLabelText<HTMLInputElement>("New password");
const radio = (name: RegExp) => screen.findByRole("radio", { name });
const press = (person: Person, name: string | RegExp) =>
  person.click(screen.getByRole("button", { name }));

test("starts with a strong password, and generates another on click", async () => {
  const { person } = await openDialog();
  const first = typed().value;
  expect(first).toMatch(/^(\w{4}-){4}\w{4}$/);

  await press(person, "Generate another");
  expect(typed().value).not.toBe(first);
});

test("keeps the devices on request, and confirms it with a fresh list", async () => {
  const { person } = await openDialog();
  expect(await radio(/Keep all 2 devices signed in/)).toHaveProperty("checked", true);
  const password = typed().value;

  await press(person, "Reset password");

  expect(await screen.findByText(words("password.kept", { count: 2 }))).toBeDefined();
  expect(door.inputsOf("users.resetPassword")).toEqual([
    { user_id: "@alice:test", new_password: password, logout_devices: false },
  ]);
  expect(screen.getByLabelText("Password").textContent).toBe(password);
});

test("signs out all devices with one click, after naming them and the loss", async () => {
  const { person } = await openDialog({ left: [] });
  await person.click(await radio(/Sign out all 2 devices/));

  const dialog = within(screen.getByRole("dialog"));
  expect(dialog.getByText(/For a compromised account/)).toBeDefined();
  expect(dialog.getByText(/without a key backup can no longer be read/)).toBeDefined();
  const going = within(dialog.getByRole("list", { name: "Will be signed out" }));
  expect(going.getByText("Pixel 9")).toBeDefined();
  // No last visit is "unknown", never "never".
  expect(going.getByText("unknown")).toBeDefined();

  await press(person, "Reset password and sign out");
  expect(await screen.findByText("All devices were signed out.")).toBeDefined();
  expect(door.inputsOf("users.resetPassword")).toMatchObject([{ logout_devices: true }]);
});

test("names a device that still exists, whatever was requested", async () => {
  const { person } = await openDialog({ left: [laptop] });
  await person.click(await radio(/Sign out all 2 devices/));
  await press(person, "Reset password and sign out");
  expect(
    await screen.findByText(words("password.signedOut", { names: "Element Desktop", count: 2 })),
  ).toBeDefined();
});

test("does not claim success when the list cannot be reloaded", async () => {
  const { person } = await openDialog();
  await radio(/Keep all 2/);
  door.answer("devices.list", () => Promise.reject(new AppError("homeserver_timeout")));
  await press(person, "Reset password");
  expect(await screen.findByText(words("password.devicesUnread"))).toBeDefined();
});

test("shows a password once, and a new one when reopened", async () => {
  const { person, onClose } = await openDialog();
  const password = typed().value;
  await press(person, "Reset password");
  await screen.findByText(password);
  await press(person, "Done");
  expect(onClose).toHaveBeenCalledOnce();
});

describe("the homeserver's password policy", () => {
  const policy = {
    "m.minimum_length": 30,
    "m.require_digit": true,
    "m.require_symbol": true,
    "m.require_uppercase": true,
  };

  test("shows the policy, and generates a password that meets it", async () => {
    door.answer("users.passwordPolicy", () => policy);
    const { person } = await openDialog();
    expect(
      await screen.findByText(
        /requires at least 30 characters, a digit, a symbol,? (and )?an uppercase letter\.$/,
      ),
    ).toBeDefined();
    expect(brokenRules(PasswordPolicy.parse(policy), typed().value)).toEqual([]);
    await press(person, "Generate another");
    expect(brokenRules(PasswordPolicy.parse(policy), typed().value)).toEqual([]);
  });

  test("warns of a violation without blocking", async () => {
    door.answer("users.passwordPolicy", () => policy);
    const { person } = await openDialog();
    await screen.findByText(/password policy requires/);
    await person.clear(typed());
    await person.type(typed(), "correct horse battery");
    expect(
      screen.getByText(
        /also requires at least 30 characters, a digit,? (and )?an uppercase letter\.$/,
      ),
    ).toBeDefined();
    await press(person, "Reset password");
    await screen.findByText("correct horse battery");
    expect(door.inputsOf("users.resetPassword")).toMatchObject([
      { new_password: "correct horse battery" },
    ]);
  });

  test("keeps the shown password when the policy arrives late", async () => {
    let tell: (answer: object) => void = () => {};
    door.answer("users.passwordPolicy", () => new Promise((resolve) => (tell = resolve)));
    const { person } = await openDialog();
    const password = typed().value;
    await press(person, "Reset password");
    await screen.findByText(password);
    tell(policy);
    await press(person, "Done");
    expect(screen.getByText(password)).toBeDefined();
  });

  test.each([
    ["is not reported", () => Promise.reject(new AppError("homeserver_failed"))],
    ["is empty", () => ({})],
  ])("shows no policy when it %s", async (_, answer) => {
    door.answer("users.passwordPolicy", answer);
    const { person } = await openDialog();
    await press(person, "Reset password");
    await screen.findByText(words("password.doneOnce"));
    expect(screen.queryByText(/password policy/)).toBeNull();
  });
});

describe("a password entered by the admin", () => {
  test("requires ten characters, and says so at the field before sending", async () => {
    const { person } = await openDialog();
    await person.clear(typed());
    await person.type(typed(), "short");
    await press(person, "Reset password");

    expect((await screen.findByText("At least 10 characters.")).role).toBe("alert");
    expect(typed().getAttribute("aria-invalid")).toBe("true");
    expect(door.inputsOf("users.resetPassword")).toEqual([]);
  });

  test("accepts any script", async () => {
    const { person } = await openDialog();
    await person.clear(typed());
    await person.type(typed(), "мышь на крыше");
    await press(person, "Reset password");
    await screen.findByText(words("password.doneOnce"));
    expect(door.inputsOf("users.resetPassword")).toMatchObject([{ new_password: "мышь на крыше" }]);
  });

  test("rates the strength, and counts the user's own name as weak", async () => {
    const { person } = await openDialog();
    await person.clear(typed());
    await person.type(typed(), "alicealice");
    expect(await screen.findByText(/^(Very weak|Weak)/)).toBeDefined();
    await person.clear(typed());
    await person.type(typed(), "plover-crane-quartz-91-willow");
    expect(await screen.findByText("Very strong")).toBeDefined();
  });
});

describe("a homeserver without passwords", () => {
  test("explains where passwords are set under MAS", async () => {
    const { person } = await openDialog();
    door.answer("users.resetPassword", () =>
      Promise.reject(new AppError("unsupported", { status: 404, errcode: "M_UNRECOGNIZED" })),
    );
    await press(person, "Reset password");
    expect(await screen.findByText(words("password.notHere.title"))).toBeDefined();
    expect(screen.getByText(/mas-cli manage set-password/)).toBeDefined();
  });

  test("explains that local passwords are disabled", async () => {
    const { person } = await openDialog();
    door.answer("users.resetPassword", () =>
      Promise.reject(new AppError("forbidden", { homeserverSays: "Password change disabled" })),
    );
    await press(person, "Reset password");
    expect(await screen.findByText(words("password.switchedOff.title"))).toBeDefined();
  });
});

test("explains a refusal in the homeserver's words, and keeps the input", async () => {
  const { person } = await openDialog();
  const password = typed().value;
  door.answer("users.resetPassword", () =>
    Promise.reject(new AppError("rejected", { homeserverSays: "Password is too weak" })),
  );
  await press(person, "Reset password");
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain(
    words("errors.homeserverSays", { text: "Password is too weak" }),
  );
  expect(typed().value).toBe(password);
});

test("reports a lost answer as unknown, not as failed or done", async () => {
  const { person } = await openDialog();
  door.answer("users.resetPassword", () => Promise.reject(new AppError("outcome_unknown")));
  await press(person, "Reset password");
  expect(await screen.findByText(words("errors.outcome_unknown.title"))).toBeDefined();
});

test.each([
  [{ deactivated: true }, words("password.deactivated")],
  [{ locked: true }, /does not unlock it/],
  [{ appservice_id: "irc" }, /signs in without a password/],
])("warns in advance what a password does not do for %j", async (overrides, text) => {
  await openDialog({ user: UserDetail.parse(aUserDetail(overrides)) });
  expect(screen.getByText(text)).toBeDefined();
});

test("omits the devices choice for an account without devices", async () => {
  await openDialog({ devices: [] });
  expect(await screen.findByText(/has no devices/)).toBeDefined();
  expect(screen.queryByRole("radio")).toBeNull();
});
