import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";

import { ImportPage } from "#components/imports/import-page.tsx";
import type { Import, ImportRow } from "#lib/contract/imports.ts";
import { AppError } from "#lib/errors.ts";
import { anImport, anImportRow } from "#tests/support/builders.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const ID = anImport().id;
const door = fakeApi();
const holds = (file: Partial<Import> = {}, ...rows: ImportRow[]) => {
  door.answer("imports.get", () => anImport(file));
  door.answer("imports.rows", () => ({ rows, total: rows.length }));
};
beforeEach(() => holds({}, anImportRow()));

const show = (address = `file=${ID}`) => {
  const onAddress = vi.fn();
  const onGo = vi.fn();
  renderApp(<ImportPage />, { address, onAddress, onGo });
  return { person: aPerson(), onAddress, onGo };
};
const button = (name: RegExp | string) => screen.findByRole("button", { name });
const fileOf = (text: string, name = "users.csv") => new File([text], name, { type: "text/csv" });

describe("choosing a file", () => {
  const choose = async (text: string) => {
    const shown = show("");
    await shown.person.upload(screen.getByLabelText(/Choose a CSV file/), fileOf(text));
    await screen.findByRole("heading", { name: "users.csv" });
    return shown;
  };

  test("asks for no columns when they are recognised", async () => {
    await choose("id,displayname,password\nada,Ada,\n");
    expect(screen.queryByRole("combobox")).toBeNull();
    expect(await button("Upload and check")).toHaveProperty("disabled", false);
  });

  test("lets the admin assign unrecognised columns, each meaning once", async () => {
    const { person } = await choose("Kennung;Rufname\nada;Ada\n");
    expect(await button("Upload and check")).toHaveProperty("disabled", true);
    const meaning = screen.getByRole("combobox", { name: /Kennung/ });
    await person.selectOptions(meaning, words("imports.fields.user_id"));
    expect(await button("Upload and check")).toHaveProperty("disabled", false);
    const other = within(screen.getByRole("combobox", { name: /Rufname/ }));
    expect(other.getByRole("option", { name: words("imports.fields.user_id") })).toHaveProperty(
      "disabled",
      true,
    );
  });

  test("rejects a file that is too large before upload", async () => {
    const { person } = show("");
    const file = fileOf("id\n");
    Object.defineProperty(file, "size", { value: 65 * 1024 * 1024 });
    await person.upload(screen.getByLabelText(/Choose a CSV file/), file);
    expect(await screen.findByText("The file is too large")).toBeDefined();
  });
});

describe("the import report", () => {
  test("counts the changes, and locates the problems", async () => {
    holds(
      { columns: [{ name: "Shoe size", field: null }] },
      anImportRow({ line: 7, plan: "change", changes: ["displayname", "admin"] }),
      anImportRow({
        line: 1234,
        user_id: null,
        plan: "problem",
        problems: [{ column: "e-mail", code: "bad_email", value: "nobody" }],
      }),
      anImportRow({ line: 8, plan: "left", reason: "deactivated_here" }),
    );
    show();
    expect(await screen.findByText(/^2 rows have problems and are skipped\./)).toBeDefined();
    expect(screen.getByText(/3 accounts become server admins/)).toBeDefined();
    expect(screen.getByText("Ignored columns: Shoe size")).toBeDefined();
    expect(
      await screen.findByRole("row", { name: /7.*Display name and Server admin/ }),
    ).toBeDefined();
    expect(
      screen.getByRole("row", { name: /1,234.*e-mail: Not an email address\. \(“nobody”\)/ }),
    ).toBeDefined();
    expect(screen.getByRole("row", { name: /8.*Deactivated on this homeserver/ })).toBeDefined();
  });

  test("shows only rows with problems on demand", async () => {
    const { person, onAddress } = show();
    await person.click(await button("What happens"));
    await person.click(await screen.findByRole("menuitemradio", { name: "Problem" }));
    await waitFor(() =>
      expect(door.inputsOf("imports.rows").at(-1)).toMatchObject({ plan: "problem" }),
    );
    expect(onAddress.mock.lastCall?.[0].queryString).toContain("plan=problem");
  });

  test("never changes existing accounts or their passwords by default", async () => {
    door.answer("imports.start", () => ({ job_id: "0198c2a4-5b1e-7000-8000-000000000009" }));
    const { person, onGo } = show();
    expect(await button("Import 10 accounts…")).toBeDefined();
    await person.click(screen.getByRole("radio", { name: /Create and update/ }));
    expect(await button("Import 14 accounts…")).toBeDefined();
    await person.click(screen.getByRole("checkbox", { name: /set the passwords of existing/ }));
    await person.click(await button("Import 15 accounts…"));

    const dialog = within(await screen.findByRole("dialog"));
    const submit = dialog.getByRole("button", { name: "Import 15 accounts" });
    await person.type(dialog.getByLabelText("Type 15 to confirm"), "10");
    await person.click(submit);
    expect(dialog.getByText("This is not 15.")).toBeDefined();
    expect(door.inputsOf("imports.start")).toEqual([]);
    await person.clear(dialog.getByLabelText("Type 15 to confirm"));
    await person.type(dialog.getByLabelText("Type 15 to confirm"), "15");
    await person.click(submit);
    await waitFor(() =>
      expect(onGo).toHaveBeenCalledWith("/jobs/0198c2a4-5b1e-7000-8000-000000000009"),
    );
    expect(door.inputsOf("imports.start")).toEqual([
      {
        import_id: ID,
        count: 15,
        mode: "both",
        generate_credentials: true,
        overwrite_credentials: true,
      },
    ]);
  });

  test("offers to generate missing user names, as Ketesa does", async () => {
    const { counts } = anImport();
    holds({ counts: counts && { ...counts, nameless: 3 } });
    door.answer("imports.check", () => ({}));
    const { person } = show();
    expect(await screen.findByText(words("imports.nameless", { count: 3 }))).toBeDefined();
    await person.click(await button(words("imports.generateNames")));
    await waitFor(() =>
      expect(door.inputsOf("imports.check")).toEqual([{ import_id: ID, generate_names: true }]),
    );
  });

  test("warns of weak passwords, with their rows", async () => {
    const { counts } = anImport();
    holds(
      { counts: counts && { ...counts, weak_passwords: 1 } },
      anImportRow({ line: 3, warnings: [{ column: "password", code: "short_password" }] }),
    );
    show();
    expect(await screen.findByText(/^1 password is shorter than 10 characters/)).toBeDefined();
    expect(
      await screen.findByRole("row", { name: /3.*password: Shorter than 10 characters\./ }),
    ).toBeDefined();
  });

  test("requires a new check when the file changed meanwhile", async () => {
    door.answer("imports.start", () => Promise.reject(new AppError("import_changed")));
    const { person } = show();
    await person.click(await button("Import 10 accounts…"));
    await person.type(await screen.findByLabelText("Type 10 to confirm"), "10");
    await person.click(await button("Import 10 accounts"));
    expect(await screen.findByText(words("errors.import_changed.title"))).toBeDefined();
  });
});

test("follows a check until it finishes", async () => {
  holds({ state: "checking", counts: null });
  show();
  await screen.findByText(/comparing 20 rows with the homeserver/);
  holds({}, anImportRow());
  expect(await screen.findByRole("button", { name: "Import 10 accounts…" })).toBeDefined();
});

test("explains why a check was aborted, and repeats it", async () => {
  holds({ state: "failed", counts: null, error: { code: "homeserver_timeout", details: {} } });
  door.answer("imports.check", () => {
    holds({}, anImportRow());
    return {};
  });
  const { person } = show();
  await screen.findByText(words("errors.homeserver_timeout.title"));
  await person.click(await button("Check again"));
  expect(await button("Import 10 accounts…")).toBeDefined();
});

describe("generated passwords", () => {
  const started = { state: "started", job_id: "0198c2a4-5b1e-7000-8000-000000000009" } as const;

  test("offers generated passwords for one download after the job", async () => {
    const deleted_ts = Date.now() + 3_600_000;
    holds({ ...started, has_ended: true, passwords: 10, deleted_ts });
    show();
    const form = (await button("Download the passwords once")).closest("form");
    expect(form?.getAttribute("method")).toBe("post");
    expect(form?.getAttribute("action")).toBe(`/api/exports/imports/${ID}/passwords`);
    expect(screen.getByRole("link", { name: "Go to job" }).getAttribute("href")).toBe(
      `/jobs/${started.job_id}`,
    );
  });

  test("offers no passwords while the job runs", async () => {
    holds({ ...started, passwords: 3 });
    show();
    expect(await screen.findByText(words("imports.passwordsLater"))).toBeDefined();
    expect(screen.queryByRole("button", { name: /Download/ })).toBeNull();
  });
});

test("reports a file that no longer exists, and links to a new import", async () => {
  door.answer("imports.get", () => Promise.reject(new AppError("not_found")));
  show();
  expect(await screen.findByText("No such file")).toBeDefined();
});
