import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";

import { SignInForm } from "#components/sign-in/sign-in-form.tsx";
import { AppError, type Details, type ErrorCode } from "#lib/errors.ts";
import { aPerson } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

/** next-auth's own answers: an address to go to, or one that carries an error. */
let answer: () => Response | Promise<Response>;
const sent = vi.fn();
const leave = vi.fn();

beforeEach(() => {
  sent.mockReset();
  leave.mockReset();
  vi.spyOn(location, "assign").mockImplementation(leave);
  vi.spyOn(globalThis, "fetch").mockImplementation(async (url, init) => {
    if (String(url) === "/api/auth/csrf") return Response.json({ csrfToken: "csrf" });
    sent(String(url), Object.fromEntries(init?.body as URLSearchParams));
    return answer();
  });
});

const refused = (code: ErrorCode, details: Details = {}) => {
  const error = JSON.stringify(new AppError(code, details).toBody());
  const url = `http://dashboard.test/api/auth/error?${new URLSearchParams({ error })}`;
  answer = () => Response.json({ url }, { status: 401 });
};

async function submit(user = "ada", password = "secret") {
  renderApp(<SignInForm server={null} serverName="example.org" to="/users?page=2" />);
  const person = aPerson();
  await person.type(screen.getByLabelText(words("signIn.user")), user);
  await person.type(screen.getByLabelText("Password"), password);
  await person.click(screen.getByRole("button", { name: "Sign in" }));
  return person;
}

test("submits the input with next-auth's token, and opens the requested page", async () => {
  answer = () => Response.json({ url: "http://dashboard.test/users?page=2" });
  await submit();
  await waitFor(() => expect(leave).toHaveBeenCalledWith("http://dashboard.test/users?page=2"));
  expect(sent).toHaveBeenCalledExactlyOnceWith("/api/auth/callback/credentials", {
    user: "ada",
    password: "secret",
    callbackUrl: "/users?page=2",
    csrfToken: "csrf",
    json: "true",
  });
});

test.each([
  ["wrong_credentials", {}, /same answer for an account that does not exist or was deactivated/],
  [
    "rate_limited",
    { retryAfterMs: 5873 },
    /Try again in 6 seconds\. Retrying sooner only extends the wait/,
  ],
  ["too_many_attempts", { retryAfterMs: 299_000 }, /Wait 5 minutes/],
  ["account_locked", {}, /Another server admin can unlock it/],
  [
    "other_server",
    { server: "example.org" },
    /This dashboard is for example\.org\. Nothing was sent/,
  ],
  ["password_login_disabled", { offers: ["sso"] }, /The homeserver offers: Single sign-on/],
  ["password_login_disabled", { offers: ["mas"] }, /Matrix Authentication Service/],
  ["password_login_disabled", {}, /offers no way to sign in that the dashboard knows/],
  ["homeserver_unreachable", { technical: "ECONNREFUSED" }, /connection failed.*ECONNREFUSED/],
  ["homeserver_timeout", { timeoutMs: 10_000 }, /within 10 seconds/],
  [
    "certificate_invalid",
    { technical: "CERT_HAS_EXPIRED" },
    /CERT_HAS_EXPIRED.*NODE_EXTRA_CA_CERTS/,
  ],
  ["not_a_homeserver", {}, /Check the address/],
  ["admin_api_unreachable", { status: 404 }, /\/_synapse\/admin did not respond.*404/],
  ["not_admin", {}, /no admin rights.*The sign-in was undone/],
] satisfies [ErrorCode, Details, RegExp][])(
  "explains %s %j with what to do",
  async (code, details, text) => {
    refused(code, details);
    await submit();
    expect((await screen.findByRole("alert")).textContent).toMatch(text);
    expect(leave).not.toHaveBeenCalled();
  },
);

test("reports an invalid user name at its field", async () => {
  refused("invalid_input", { fields: { user: { code: "not_a_user_name" } } });
  await submit("ada@example.org");
  expect((await screen.findByRole("alert")).textContent).toMatch(/not an email address/);
  expect(screen.getByLabelText(words("signIn.user")).getAttribute("aria-invalid")).toBe("true");
});

test("keeps the input, and allows another attempt", async () => {
  refused("wrong_credentials");
  const person = await submit();
  await screen.findByRole("alert");
  expect(screen.getByLabelText(words("signIn.user"))).toHaveProperty("value", "ada");

  answer = () => Response.json({ url: "http://dashboard.test/users" });
  await person.click(screen.getByRole("button", { name: "Sign in" }));
  await waitFor(() => expect(leave).toHaveBeenCalled());
});

test.each([
  [
    "a server that is down",
    () => Promise.reject(new TypeError("fetch failed")),
    /cannot be reached/,
  ],
  ["an answer from a proxy", () => new Response("<html>", { status: 502 }), /went wrong/],
])("shows an error for %s", async (_, does, text) => {
  answer = does;
  await submit();
  expect((await screen.findByRole("alert")).textContent).toMatch(text);
});

test("reveals the password on demand", async () => {
  answer = () => Response.json({ url: "http://dashboard.test/" });
  renderApp(<SignInForm server={null} serverName={null} to="/" />);
  const password = screen.getByLabelText("Password");
  expect(password).toHaveProperty("type", "password");
  await aPerson().click(screen.getByRole("button", { name: "Show password" }));
  expect(password).toHaveProperty("type", "text");
});
