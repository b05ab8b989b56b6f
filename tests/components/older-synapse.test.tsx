import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { SignInPanel } from "#components/sign-in/sign-in-panel.tsx";
import { AT_FIRST } from "#components/users/bulk/bulk-options.ts";
import { RedactChoices } from "#components/users/bulk/redact-choices.tsx";
import { UsersFilters } from "#components/users/list/users-filters.tsx";
import { loadUsersSearch } from "#lib/search-params/users.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

describe("removing messages", () => {
  const show = (synapse: string | null) =>
    renderApp(
      <RedactChoices options={AT_FIRST} onChange={() => undefined} isWrong={false} isOne={false} />,
      { synapse },
    );
  const radio = (choice: "asAdmin" | "days" | "older" | "everywhere") =>
    screen.getByRole<HTMLInputElement>("radio", {
      name: (name) => name.startsWith(words(`bulk.redact.${choice}`)),
    });

  test("hides options that Synapse 1.122 would ignore, and names the required version", async () => {
    show("1.122.0");
    expect(
      await screen.findByText(words("values.needsSynapse", { version: "1.135" })),
    ).toBeDefined();
    expect(screen.getAllByText(words("values.needsSynapse", { version: "1.157" }))).toHaveLength(2);
    expect(radio("asAdmin").disabled).toBe(true);
    expect(radio("days").disabled).toBe(true);
    expect(radio("older").disabled).toBe(true);
    expect(radio("everywhere").disabled).toBe(false);
    expect(
      screen.getByText(words("bulk.redact.withoutLeftText", { version: "1.145" })),
    ).toBeDefined();
  });

  test.each(["1.163.2", null])("offers every option with the version %s", async (synapse) => {
    show(synapse);
    expect(await screen.findByText(words("bulk.redact.asAdminText"))).toBeDefined();
    for (const choice of screen.getAllByRole<HTMLInputElement>("radio")) {
      expect(choice.disabled).toBe(false);
    }
  });
});

describe("the last seen filter", () => {
  const search = { ...loadUsersSearch({}), unseen: 90 };
  const show = (synapse: string) =>
    renderApp(<UsersFilters search={search} onChange={() => undefined} isRefreshing={false} />, {
      synapse,
    });

  test("explains that Synapse 1.139 forgets last seen times", async () => {
    show("1.139.2");
    expect(await screen.findByText(/forgets a last visit after 28 days.*1\.140/)).toBeDefined();
  });

  test("omits that explanation on Synapse 1.140", async () => {
    show("1.140.0");
    expect(await screen.findByText(words("users.slowUnseen"))).toBeDefined();
    expect(screen.queryByText(/forgets a last visit/)).toBeNull();
  });
});

describe("the sign-in page", () => {
  const show = (version: string | null) => {
    const found = { serverName: "example.org", version, ways: [], masIssuer: null, tookMs: 1 };
    const url = "https://matrix.example.org";
    const looked = { url, server: null, isPrivate: true, found };
    // React reads a promise that says it is fulfilled at once, as one that came with the page.
    const settled = { status: "fulfilled", value: looked };
    const looking = Object.assign(Promise.resolve(looked), settled);
    renderApp(<SignInPanel looking={looking} to="/" leftFor={null} />);
  };
  const notice = () => screen.queryByText(words("signIn.tooOld.title", { oldest: "1.122" }));

  test("warns of an unsupported homeserver", () => {
    show("1.120.2");
    expect(notice()).not.toBeNull();
  });

  test.each(["1.122.0rc1", "develop"])("accepts the version %s without a warning", (version) => {
    show(version);
    expect(notice()).toBeNull();
  });
});

test("names the version required by a failed action", () => {
  renderApp(<ErrorNotice body={{ code: "unsupported", details: { needs: "1.145" } }} />);
  expect(screen.getByText(/^It requires Synapse 1\.145 /)).toBeDefined();
});
