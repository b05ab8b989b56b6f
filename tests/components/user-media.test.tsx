import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";

import { UserMedia } from "#components/media/user-media.tsx";
import type { ChangeOutcome } from "#lib/contract/media.ts";
import { AppError } from "#lib/errors.ts";
import { aMediaFile, aUserDetail } from "#tests/support/builders.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson, type Person } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();

const harbour = aMediaFile({ media_id: "harbour", upload_name: "Harbour.png" });
const clip = aMediaFile({ media_id: "clip", upload_name: "Clip.mp4", media_type: "video/mp4" });
const bad = aMediaFile({ media_id: "bad", upload_name: "Bad.png", quarantined_by: "@eve:test" });
const safe = aMediaFile({ media_id: "safe", upload_name: "Safe.png", safe_from_quarantine: true });

let outcome: Record<string, ChangeOutcome>;
beforeEach(() => {
  outcome = {};
  door.answer("users.get", () => aUserDetail({ avatar_url: "mxc://test/harbour" }));
  door.answer("media.ofUser", () => ({ media: [harbour, clip, bad, safe], total: 120 }));
  for (const change of ["quarantine", "release", "protect", "unprotect", "delete"]) {
    door.answer(`media.${change}`, ({ input }) => ({
      files: (input as { media_ids: string[] }).media_ids.map((media_id) => ({
        media_id,
        outcome: outcome[media_id] ?? "done",
      })),
    }));
  }
});

async function showMedia(address = "") {
  renderApp(<UserMedia userId="@alice:test" isOwn={false} />, { address });
  await screen.findByText("Harbour.png");
  return aPerson();
}
const select = async (person: Person, ...names: string[]) => {
  for (const name of names) {
    await person.click(screen.getByRole("checkbox", { name: `Select ${name}` }));
  }
};
const dock = () => within(screen.getByRole("region", { name: "Actions for files" }));

test("shows the total number of files and how many are listed", async () => {
  await showMedia();
  expect(
    screen.getByText(words("media.summary", { total: 120, shown: 4, size: "400 kB" })),
  ).toBeDefined();
});

test("shows no total size when one is not reported", async () => {
  const { media_length: _, ...unsized } = harbour;
  door.answer("media.ofUser", () => ({ media: [unsized, clip], total: 2 }));
  await showMedia();
  expect(
    screen.getByText(words("media.summary", { total: 2, shown: 2, size: words("ui.unknownSize") })),
  ).toBeDefined();
});

test("requests the page and order in the URL", async () => {
  await showMedia("?page=2&sort=media_length&dir=f");
  expect(door.inputsOf("media.ofUser")).toEqual([
    { user_id: "@alice:test", from: 48, limit: 48, order_by: "media_length", dir: "f" },
  ]);
});

test("marks states, the avatar and link previews", async () => {
  const page = "https://example.org/news";
  door.answer("media.ofUser", () => ({
    media: [harbour, bad, safe, aMediaFile({ media_id: "preview", url_cache: page })],
    total: 4,
  }));
  await showMedia();
  const row = (name: RegExp) => within(screen.getByRole("row", { name }));
  expect((await row(/Harbour/).findByText("Avatar")).title).toMatch(/profile picture/);
  expect(row(/Bad/).getByText("Quarantined").title).toMatch(/@eve:test/);
  expect(row(/Safe/).getByText("Protected")).toBeDefined();
  expect(row(/preview/).getByText("Link preview").title).toContain(page);
});

describe("thumbnails", () => {
  test("loads no image until the admin reveals it", async () => {
    const person = await showMedia("?view=grid");
    expect(screen.queryByRole("img")).toBeNull();
    await person.click(
      screen.getByRole("button", {
        name: words("media.preview.showNamed", { name: "Harbour.png" }),
      }),
    );
    const picture = screen.getByRole<HTMLImageElement>("img", { name: "Picture Harbour.png" });
    expect(picture.src).toMatch(/\/api\/media\/test\/harbour\?size=preview$/);
  });

  test("shows no image for a quarantined file or a film, and explains why", async () => {
    await showMedia("?view=grid");
    const tile = (name: string) => {
      const found = screen
        .getAllByRole("listitem")
        .find((item) => item.textContent?.includes(name));
      if (!found) throw new Error(`no tile of ${name}`);
      return within(found);
    };
    expect(tile("Bad.png").getByText(/Quarantined files cannot be shown/)).toBeDefined();
    expect(tile("Clip.mp4").getByText(words("media.preview.noPicture"))).toBeDefined();
    expect(
      screen.queryByRole("button", { name: words("media.preview.showNamed", { name: "Bad.png" }) }),
    ).toBeNull();
  });
});

describe("selected files", () => {
  test("quarantines the rest, and warns of identical and protected files", async () => {
    outcome = { safe: "protected" };
    const person = await showMedia();
    await select(person, "Harbour.png", "Bad.png", "Safe.png");
    await person.click(dock().getByRole("button", { name: "Quarantine…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Quarantine 2 files" }));
    expect(dialog.getByText(/identical files of other users are quarantined too/)).toBeDefined();
    expect(dialog.getByText(/One of them is protected: it is skipped/)).toBeDefined();
    await person.click(dialog.getByRole("button", { name: "Quarantine 2 files" }));

    const report = within(
      await screen.findByRole("dialog", {
        name: words("media.change.done.quarantine", { count: 1 }),
      }),
    );
    expect(
      report.getByRole("list", { name: words("media.change.rest", { count: 1 }) }).textContent,
    ).toMatch(/Safe\.png.*protected/);
    expect(door.inputsOf("media.quarantine")).toEqual([
      { user_id: "@alice:test", media_ids: ["harbour", "safe"] },
    ]);
  });

  test("requires the count before deleting", async () => {
    const person = await showMedia();
    await select(person, "Harbour.png", "Safe.png");
    await person.click(dock().getByRole("button", { name: "Delete…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Delete 2 files" }));
    expect(dialog.getByText(words("media.change.avatarGoes"))).toBeDefined();
    expect(dialog.getByText(/It will be deleted anyway/)).toBeDefined();
    const submit = dialog.getByRole("button", { name: "Delete 2 files" });
    await person.click(submit);
    expect(dialog.getByText("This is not 2.")).toBeDefined();
    expect(door.inputsOf("media.delete")).toEqual([]);
    await person.type(dialog.getByLabelText("Type 2 to confirm"), "2");
    await person.click(submit);
    expect(
      await screen.findByRole("dialog", { name: words("media.change.done.delete", { count: 2 }) }),
    ).toBeDefined();
  });

  test("works in batches, stops at a failure, and names unknown outcomes", async () => {
    const files = Array.from({ length: 30 }, (_, at) =>
      aMediaFile({ media_id: `file-${at}`, upload_name: at === 0 ? "Harbour.png" : `File ${at}` }),
    );
    door.answer("media.ofUser", () => ({ media: files, total: 30 }));
    door.answer("media.protect", ({ input }) => {
      const { media_ids } = input as { media_ids: string[] };
      if (media_ids.length < 25) throw new AppError("homeserver_unreachable");
      return { files: media_ids.map((media_id) => ({ media_id, outcome: "done" })) };
    });
    const person = await showMedia();
    await person.click(screen.getByRole("checkbox", { name: "Select all on this page" }));
    await person.click(dock().getByRole("button", { name: "Other changes" }));
    await person.click(await screen.findByRole("menuitem", { name: /Protect from quarantine/ }));
    await person.click(await screen.findByRole("button", { name: "Protect 30 files" }));
    await screen.findByRole("dialog", { name: words("media.change.done.protect", { count: 25 }) });
    const rest = screen.getByRole("list", { name: words("media.change.rest", { count: 5 }) });
    expect(within(rest).getAllByText("unknown")).toHaveLength(5);
  });
});

test("quarantines everything after the count is entered, and reloads the result", async () => {
  door.answer("media.quarantineAll", () => ({
    num_quarantined: 119,
    now: { total: 120, quarantined: 118, protected: 2 },
  }));
  const person = await showMedia();
  await person.click(screen.getByRole("button", { name: "All files" }));
  await person.click(await screen.findByRole("menuitem", { name: "Quarantine everything…" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Quarantine all 120 files" }));
  expect(dialog.getByText(words("media.quarantineAll.noUndo.title"))).toBeDefined();
  await person.click(dialog.getByRole("button", { name: "Quarantine everything" }));
  expect(door.inputsOf("media.quarantineAll")).toEqual([]);
  await person.type(dialog.getByLabelText("Type 120 to confirm"), "120");
  await person.click(dialog.getByRole("button", { name: "Quarantine everything" }));
  expect(
    await screen.findByText(/118 of 120 files of this user are quarantined now\. 2 are protected/),
  ).toBeDefined();
});

test("deletes everything with a job, after the name is entered", async () => {
  door.answer("jobs.start", () => ({ job_id: "0198c2a4-5b1e-7000-8000-000000000001" }));
  const onGo = vi.fn();
  renderApp(<UserMedia userId="@alice:test" isOwn={false} />, { onGo });
  await screen.findByText("Harbour.png");
  const person = aPerson();
  await person.click(screen.getByRole("button", { name: "All files" }));
  await person.click(await screen.findByRole("menuitem", { name: "Delete everything…" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Delete all 120 files" }));
  await person.click(dialog.getByRole("button", { name: "Delete everything" }));
  expect(door.inputsOf("jobs.start")).toEqual([]);
  await person.type(dialog.getByLabelText("Type alice to confirm"), "alice");
  await person.click(dialog.getByRole("button", { name: "Delete everything" }));
  await waitFor(() => expect(onGo).toHaveBeenCalledWith(expect.stringMatching(/^\/jobs\//)));
  expect(door.inputsOf("jobs.start")).toEqual([
    { task: { kind: "delete_media" }, selection: { user_ids: ["@alice:test"] } },
  ]);
});

test("offers no job for the admin's own account, which it would skip", async () => {
  renderApp(<UserMedia userId="@alice:test" isOwn />);
  await screen.findByText("Harbour.png");
  await aPerson().click(screen.getByRole("button", { name: "All files" }));
  expect(await screen.findByRole("menuitem", { name: "Quarantine everything…" })).toBeDefined();
  expect(screen.queryByRole("menuitem", { name: "Delete everything…" })).toBeNull();
});

test("explains that the homeserver's main process serves no media", async () => {
  door.answer("media.ofUser", () => {
    throw new AppError("unsupported");
  });
  renderApp(<UserMedia userId="@alice:test" isOwn={false} />);
  await waitFor(() => expect(screen.getByText("Media is not available here")).toBeDefined());
  expect(screen.getByText(/enable_media_repo is false/)).toBeDefined();
});
