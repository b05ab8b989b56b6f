import { describe, expect, test } from "vitest";

import { api } from "#lib/contract/index.ts";
import { dispatch } from "#lib/server/api/dispatch.ts";
import { anOpenSession, aUser, aUserDetail } from "#tests/support/builders.ts";
import { fakeHomeserver } from "#tests/support/shared-fake-homeserver.ts";

const synapse = fakeHomeserver();

const session = anOpenSession();
const run = (id: string, request: Request) => {
  const { baseUrl } = synapse;
  const homeserver = { baseUrl, accessToken: session.accessToken, realm: "test", timeoutMs: 1000 };
  return dispatch({ session, homeserver }, id, request);
};
const getText = (id: string, input: string, signal?: AbortSignal) => {
  const url = `http://dashboard.test/api/admin/${id}?${new URLSearchParams({ input })}`;
  return run(id, new Request(url, signal ? { signal } : {}));
};
const postText = (id: string, body: BodyInit) => {
  const url = `http://dashboard.test/api/admin/${id}`;
  return run(id, new Request(url, { method: "POST", body, duplex: "half" } as RequestInit));
};
const get = (id: string, input: unknown) => getText(id, JSON.stringify(input));
const post = (id: string, input: unknown) => postText(id, JSON.stringify(input));

describe("a read", () => {
  test("returns only the fields that the contract declares", async () => {
    const leaky = { ...aUser(), password_hash: "$2b$12$" };
    synapse.answer(api.users.list, { users: [leaky], total: 1 });

    const { users } = (await get("users.list", {})) as { users: object[] };

    expect(users[0]).toMatchObject({ name: "@alice:test" });
    expect(users[0]).not.toHaveProperty("password_hash");
  });

  test("sends the token and the defaults upstream", async () => {
    synapse.answer(api.users.list, { users: [], total: 0 });

    await get("users.list", { name: "ali ce", not_user_type: ["", "bot"] });

    const [{ url = "", headers }] = synapse.seen as [(typeof synapse.seen)[number]];
    expect(headers.authorization).toBe("Bearer syt_secret");
    expect(Object.fromEntries(new URLSearchParams(url.split("?")[1]))).toMatchObject({
      name: "ali ce",
      limit: "50",
      from: "0",
      locked: "true",
    });
    expect(url).toContain("not_user_type=&not_user_type=bot");
  });

  test("converts the seconds of the detail to milliseconds", async () => {
    synapse.answer(api.users.get, aUserDetail({ creation_ts: 1_700_000_000 }));
    const user = await get("users.get", { user_id: "@alice:test" });
    expect(user).toMatchObject({ creation_ts: 1_700_000_000_000 });
  });

  test("aborts the upstream request when the browser disconnects", async () => {
    const hungUp = new Promise((resolve) => {
      synapse.reply(api.users.list, (_, response) => response.on("close", resolve));
    });
    const arrived = expect.poll(() => synapse.seen.length);
    const browser = new AbortController();
    const asked = getText("users.list", "{}", browser.signal);
    await arrived.toBe(1);
    browser.abort();

    await expect(asked).rejects.toThrow();
    await hungUp;
  });
});

describe("a write", () => {
  const reset = { user_id: "@a/b:test", new_password: "correct horse", logout_devices: false };

  test("puts path fields in the path and the rest in the body", async () => {
    synapse.answer(api.users.resetPassword, {});

    await post("users.resetPassword", reset);

    expect(synapse.seen).toMatchObject([
      {
        url: "/_synapse/admin/v1/reset_password/%40a%2Fb%3Atest",
        body: { new_password: "correct horse", logout_devices: false },
      },
    ]);
  });

  test("reports invalid fields by code, and sends nothing upstream", async () => {
    const result = post("users.resetPassword", { ...reset, new_password: "short" });

    await expect(result).rejects.toMatchObject({
      code: "invalid_input",
      details: { fields: { new_password: { code: "too_short", minimum: 10 } } },
    });
    expect(synapse.seen).toEqual([]);
  });

  test("requires a choice about devices, since Synapse signs them out by default", async () => {
    const { logout_devices: _, ...unsaid } = reset;
    await expect(post("users.resetPassword", unsaid)).rejects.toMatchObject({
      details: { fields: { logout_devices: { code: "invalid_type" } } },
    });
  });

  test("rejects more devices than a homeserver takes at once", async () => {
    const devices = Array.from({ length: 51 }, (_, index) => `D${index}`);
    await expect(post("devices.revoke", { user_id: "@a:test", devices })).rejects.toMatchObject({
      details: { fields: { devices: { code: "too_big", maximum: 50 } } },
    });
  });
});

describe("not found", () => {
  test.each([
    ["an unpublished action", "matrix.login"],
    ["a name inherited by every object", "constructor"],
    ["another inherited name", "__proto__"],
    ["a group alone", "users"],
    ["nothing", ""],
    ["a write asked for as a read", "users.resetPassword"],
  ])("does not find %s", async (_, id) => {
    await expect(get(id, {})).rejects.toMatchObject({ code: "not_found" });
    expect(synapse.seen).toEqual([]);
  });

  test("does not find a read sent as a write", async () => {
    await expect(post("users.list", {})).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("rejected without a request", () => {
  test.each([
    ["no JSON", "{"],
    ["a number", "1"],
    ["a list", "[]"],
    ["a NUL in a name", JSON.stringify({ name: "a\0b" })],
    ["half a surrogate pair in a name", '{"name":"\\ud800"}'],
    ["a NUL deep inside", JSON.stringify({ not_user_type: ["\0"] })],
    ["JSON 3,000 levels deep", `${"[".repeat(1500)}${"]".repeat(1500)}`],
  ])("rejects %s", async (_, input) => {
    await expect(getText("users.list", input)).rejects.toMatchObject({ code: "invalid_input" });
    expect(synapse.seen).toEqual([]);
  });

  test("rejects a read of more than 4 KiB", async () => {
    const asked = get("users.list", { name: "é".repeat(2100) });
    await expect(asked).rejects.toMatchObject({ code: "too_large" });
  });

  test("rejects a write of more than 1 MiB while it streams", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    await expect(postText("devices.revoke", endless)).rejects.toMatchObject({ code: "too_large" });
    expect(sent).toBeLessThan(32);
  });

  test("rejects a million brackets", async () => {
    const asked = postText("devices.revoke", "[".repeat(1_000_000));
    await expect(asked).rejects.toMatchObject({ code: "invalid_input" });
  });
});
