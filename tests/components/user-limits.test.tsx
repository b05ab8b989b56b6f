import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";

import { UserLimits } from "#components/limits/user-limits.tsx";
import type { RateLimit } from "#lib/contract/limits.ts";
import { AppError } from "#lib/errors.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();
const about = { user_id: "@alice:test" };

let limit: RateLimit;
let features: Record<string, boolean>;
beforeEach(() => {
  limit = {};
  features = { msc3575: false, org_new_thing: true };
  door.answer("limits.rateLimit", () => limit);
  door.answer("limits.setRateLimit", ({ input }) => (limit = input as RateLimit));
  door.answer("limits.liftRateLimit", ({ input }) => (limit = input as RateLimit));
  door.answer("limits.removeRateLimit", () => (limit = {}));
  door.answer("limits.features", () => ({ features }));
  door.answer("limits.setFeatures", ({ input }) => {
    features = { ...features, ...(input as { features: typeof features }).features };
    return {};
  });
  door.answer("limits.sentInvites", () => ({ invite_count: 1234 }));
  door.answer("limits.joinedRooms", () => ({ cumulative_joined_room_count: 56 }));
});

async function showLimits(address = "") {
  renderApp(<UserLimits userId="@alice:test" />, { address });
  await screen.findByRole("radio", { name: /Server defaults/ });
  return aPerson();
}
const save = () => screen.getByRole("button", { name: "Save" });

describe("the rate limit", () => {
  test.each([
    [{}, words("limits.rate.now.server"), /Server defaults/],
    [{ messages_per_second: 0, burst_count: 0 }, "no limits at all", /No limits/],
    [
      { messages_per_second: 3, burst_count: 9 },
      words("limits.rate.now.own", { perSecond: 3, burst: 9 }),
      /Custom limits for this user/,
    ],
  ])("shows the limit %j as “%s”, with nothing to save", async (now, text, choice) => {
    limit = now;
    await showLimits();
    expect(screen.getByText(text)).toBeDefined();
    expect(screen.getByRole<HTMLInputElement>("radio", { name: choice }).checked).toBe(true);
    expect((save() as HTMLButtonElement).disabled).toBe(true);
  });

  test("sends numbers as numbers, and shows the reloaded limit", async () => {
    const person = await showLimits();
    await person.click(screen.getByRole("radio", { name: /Custom limits/ }));
    await person.clear(screen.getByLabelText(words("limits.rate.perSecond")));
    await person.type(screen.getByLabelText(words("limits.rate.perSecond")), "2");
    await person.click(save());
    expect(
      await screen.findByText(words("limits.rate.now.own", { perSecond: 2, burst: 20 })),
    ).toBeDefined();
    expect(door.inputsOf("limits.setRateLimit")).toEqual([
      { ...about, messages_per_second: 2, burst_count: 20 },
    ]);
  });

  test.each(["0", "", "-1", "1.5", "2000000", "many"])(
    "rejects %j as a number of messages",
    async (typed) => {
      const person = await showLimits();
      await person.click(screen.getByRole("radio", { name: /Custom limits/ }));
      await person.clear(screen.getByLabelText(words("limits.rate.burst")));
      if (typed) await person.type(screen.getByLabelText(words("limits.rate.burst")), typed);
      await person.click(save());
      expect(screen.getByText(words("limits.rate.wrong"))).toBeDefined();
      expect(door.inputsOf("limits.setRateLimit")).toEqual([]);
    },
  );

  test("removes limits by sending zeros, never by omitting them", async () => {
    const person = await showLimits();
    await person.click(screen.getByRole("radio", { name: /No limits/ }));
    expect(screen.getByText(/a stolen account could flood every room/)).toBeDefined();
    await person.click(save());
    expect(await screen.findByText("no limits at all")).toBeDefined();
    expect(door.inputsOf("limits.liftRateLimit")).toEqual([
      { ...about, messages_per_second: 0, burst_count: 0 },
    ]);
  });

  test("restores the server's defaults by deleting the user's limit", async () => {
    limit = { messages_per_second: 0, burst_count: 0 };
    const person = await showLimits();
    await person.click(screen.getByRole("radio", { name: /Server defaults/ }));
    await person.click(save());
    expect(await screen.findByText(words("limits.rate.now.server"))).toBeDefined();
    expect(door.inputsOf("limits.removeRateLimit")).toEqual([about]);
  });

  test("explains a failed change, and keeps the choice", async () => {
    door.answer("limits.removeRateLimit", () => {
      throw new AppError("homeserver_unreachable");
    });
    limit = { messages_per_second: 1, burst_count: 1 };
    const person = await showLimits();
    await person.click(screen.getByRole("radio", { name: /Server defaults/ }));
    await person.click(save());
    expect(await screen.findByRole("alert")).toBeDefined();
    expect(screen.getByRole<HTMLInputElement>("radio", { name: /Server defaults/ }).checked).toBe(
      true,
    );
  });
});

describe("experimental features", () => {
  test("toggles each feature that Synapse names separately", async () => {
    const person = await showLimits();
    const unknown = await screen.findByRole<HTMLInputElement>("checkbox", {
      name: /org_new_thing/,
    });
    expect(unknown.checked).toBe(true);
    await person.click(screen.getByRole("checkbox", { name: /Simplified sliding sync/ }));
    expect(
      await screen.findByRole("checkbox", { name: /sliding sync/, checked: true }),
    ).toBeDefined();
    expect(door.inputsOf("limits.setFeatures")).toEqual([
      { ...about, features: { msc3575: true } },
    ]);
  });
});

describe("invites and joins", () => {
  test("counts invites and joins over the time span in the URL, or another one", async () => {
    const person = await showLimits("?span=week");
    const region = within(screen.getByRole("region", { name: "Invites and joins" }));
    expect(await region.findByText("1,234")).toBeDefined();
    await person.click(region.getByRole("radio", { name: "30 days" }));
    await region.findByText("56");
    const spans = door
      .inputsOf("limits.sentInvites")
      .map((input) => Date.now() - (input as { from_ts: number }).from_ts);
    const day = 86_400_000;
    expect(spans.map((ms) => Math.round(ms / day))).toEqual([7, 30]);
  });

  test("explains that an older Synapse cannot count, and shows the rest", async () => {
    door.answer("limits.sentInvites", () => {
      throw new AppError("unsupported");
    });
    await showLimits();
    expect(
      await screen.findByText(words("limits.activity.notHere.body", { version: "1.122" })),
    ).toBeDefined();
    expect(save()).toBeDefined();
  });
});
