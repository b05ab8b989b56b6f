import type { ServerResponse } from "node:http";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";

import { api } from "#lib/contract/index.ts";
import { mediaCalls } from "#lib/contract/internal/media.ts";
import type { AppError } from "#lib/errors.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";
import { fakeHomeserver } from "#tests/support/shared-fake-homeserver.ts";
import { sendJson, startFakeHomeserver } from "#tests/support/fake-homeserver.ts";

const synapse = fakeHomeserver();

const homeserver = (baseUrl = synapse.baseUrl) => ({
  baseUrl,
  accessToken: "syt_secret",
  realm: "test",
  timeoutMs: 300,
});
const { list } = api.users;
const { revoke } = api.devices;
const read = (baseUrl?: string) => callHomeserver(homeserver(baseUrl), list, list.input.parse({}));
const write = (baseUrl?: string) =>
  callHomeserver(homeserver(baseUrl), revoke, { user_id: "@a:test", devices: ["D"] });

/** From now on every call to both gets this. */
const always = (does: (response: ServerResponse) => void) => {
  synapse.reply(list, (_, response) => does(response));
  synapse.reply(revoke, (_, response) => does(response));
};

test.each([
  [401, "M_UNKNOWN_TOKEN", {}, { code: "signed_out", details: { reason: "token_revoked" } }],
  [
    401,
    "M_UNKNOWN_TOKEN",
    { soft_logout: true },
    { code: "signed_out", details: { reason: "token_expired" } },
  ],
  [
    401,
    "M_USER_LOCKED",
    { soft_logout: true },
    { code: "signed_out", details: { reason: "account_locked" } },
  ],
  // Its name on Synapse before 1.121.
  [
    401,
    "ORG_MATRIX_MSC3939_USER_LOCKED",
    { soft_logout: true },
    { code: "signed_out", details: { reason: "account_locked", errcode: "M_USER_LOCKED" } },
  ],
  [401, "M_MISSING_TOKEN", {}, { code: "signed_out" }],
  [403, "M_FORBIDDEN", {}, { code: "forbidden" }],
  [404, "M_NOT_FOUND", {}, { code: "not_found" }],
  [404, "M_UNRECOGNIZED", {}, { code: "unsupported" }],
  [
    429,
    "M_LIMIT_EXCEEDED",
    { retry_after_ms: 5873 },
    { code: "rate_limited", details: { retryAfterMs: 5873 } },
  ],
  [429, "M_LIMIT_EXCEEDED", {}, { code: "rate_limited" }],
  [400, "M_WEAK_PASSWORD", {}, { code: "rejected", details: { errcode: "M_WEAK_PASSWORD" } }],
  [500, "M_UNKNOWN", {}, { code: "homeserver_failed", details: { status: 500 } }],
])("translates %i %s %j", async (status, errcode, extra, expected) => {
  synapse.refuse(list, status, errcode, extra);
  await expect(read()).rejects.toMatchObject(expected);
});

test.each([400, 401, 403, 429, 500])(
  "redacts the access token in an error with status %i",
  async (status) => {
    const said = "Bad request: Authorization: Bearer syt_secret, again syt%5Fsecret? syt_secret";
    synapse.refuse(list, status, "M_UNKNOWN", { error: said });
    const error = await read().catch((thrown: AppError) => thrown);
    expect(JSON.stringify((error as AppError).toBody())).not.toContain("syt_secret");
    expect(error).toMatchObject({
      details: { homeserverSays: expect.stringContaining("[redacted]") },
    });
  },
);

test("marks direction overrides in the homeserver's errors", async () => {
  synapse.refuse(list, 400, "M_UNKNOWN", { error: "Unknown user @evil\u202eadmin:test" });
  await expect(read()).rejects.toMatchObject({
    details: { homeserverSays: "Unknown user @evil[U+202E]admin:test" },
  });
});

test("redacts an access token whose characters the answer's JSON escapes", async () => {
  const accessToken = "syt_YS9iL2M/ZA_aBcDeFgHiJkLmNoPqRsT_0abcde";
  // As PHP writes a slash, and as others write any character.
  const escaped = accessToken.replaceAll("/", "\\/").replaceAll("_", "\\u005f");
  always((response) => {
    const body = `{"errcode": "M_UNKNOWN", "error": "Authorization: Bearer ${escaped}"}`;
    response.writeHead(400).end(body);
  });
  const asked = callHomeserver({ ...homeserver(), accessToken }, list, list.input.parse({}));
  await expect(asked).rejects.toMatchObject({
    details: { homeserverSays: "Authorization: Bearer [redacted]" },
  });
});

test("redacts the access token in an answer that quotes it", async () => {
  synapse.answer(list, { users: [{ name: "@a:test", displayname: "syt_secret" }], total: 1 });
  await expect(read()).resolves.toMatchObject({ users: [{ displayname: "[redacted]" }] });
});

test("redacts a password that an error repeats", async () => {
  const { resetPassword } = api.users;
  const new_password = 'hunter2 "and" more';
  synapse.refuse(resetPassword, 400, "M_UNKNOWN", { error: `Refused: ${new_password}` });
  const input = { user_id: "@a:test", new_password, logout_devices: false };
  await expect(callHomeserver(homeserver(), resetPassword, input)).rejects.toMatchObject({
    details: { homeserverSays: "Refused: [redacted]" },
  });
});

test.each(["..", ".", "", "a\0b"])("never sends %j as a path segment", async (media_id) => {
  const input = { server_name: "test", media_id };
  await expect(callHomeserver(homeserver(), mediaCalls.delete, input)).rejects.toMatchObject({
    code: "invalid_input",
    details: { fields: { media_id: { code: "unusable_id" } } },
  });
  expect(synapse.seen).toEqual([]);
});

test("names the required version on an older Synapse, and quotes nothing", async () => {
  const about = { user_id: "@a:test", from_ts: 0 };
  const missing = callHomeserver(homeserver(), api.limits.sentInvites, about);
  await expect(missing).rejects.toMatchObject({ code: "unsupported", details: { needs: "1.122" } });
  await missing.catch(({ details }) => expect(details).not.toHaveProperty("homeserverSays"));
});

test("quotes the homeserver's error up to a limit", async () => {
  synapse.refuse(list, 400, "M_UNKNOWN", { error: "No. ".repeat(1000) });
  await expect(read()).rejects.toMatchObject({
    details: { homeserverSays: expect.stringMatching(/^(No\. )+$/) },
  });
  await read().catch((error: { details: { homeserverSays: string } }) => {
    expect(error.details.homeserverSays.length).toBeLessThanOrEqual(500);
  });
});

describe("an answer that is not Synapse's", () => {
  const html = "<html><h1>502 Bad Gateway</h1></html>";
  test.each([
    [
      "HTML with 200",
      (response: ServerResponse) => response.writeHead(200).end(html),
      "unexpected_response",
    ],
    [
      "HTML with 403",
      (response: ServerResponse) => response.writeHead(403).end(html),
      "unexpected_response",
    ],
    [
      "HTML with 502",
      (response: ServerResponse) => response.writeHead(502).end(html),
      "homeserver_failed",
    ],
    [
      "JSON cut off",
      (response: ServerResponse) => response.writeHead(200).end('{"users":['),
      "unexpected_response",
    ],
    [
      "garbage",
      (response: ServerResponse) => response.writeHead(200).end(Buffer.from([0, 255, 254, 1])),
      "unexpected_response",
    ],
    [
      "another shape",
      (response: ServerResponse) => sendJson(response, 200, { users: "none" }),
      "unexpected_response",
    ],
    ["nothing", (response: ServerResponse) => response.writeHead(200).end(), "unexpected_response"],
    ["silence", () => undefined, "homeserver_timeout"],
    [
      "a hang after the headers",
      (response: ServerResponse) => response.writeHead(200).write("{"),
      "homeserver_timeout",
    ],
    [
      "a broken connection",
      (response: ServerResponse) => response.destroy(),
      "homeserver_unreachable",
    ],
    [
      "a connection broken in the middle",
      (response: ServerResponse) => {
        response.writeHead(200, { "content-length": "1000" }).write("{");
        response.socket?.end();
      },
      "homeserver_unreachable",
    ],
  ])("rejects %s as an answer", async (_, does, code) => {
    always(does);
    await expect(read()).rejects.toMatchObject({ code });
  });

  test.each([
    ["HTML with 200", (response: ServerResponse) => response.writeHead(200).end(html)],
    ["HTML with 504", (response: ServerResponse) => response.writeHead(504).end(html)],
    ["silence", () => undefined],
    ["a broken connection", (response: ServerResponse) => response.destroy()],
    ["JSON cut off", (response: ServerResponse) => response.writeHead(200).end("{")],
  ])("reports an unknown outcome when a write gets %s", async (_, does) => {
    always(does);
    await expect(write()).rejects.toMatchObject({ code: "outcome_unknown" });
    expect(synapse.seen).toHaveLength(1);
  });
});

test("aborts an answer of 200 MB while it streams", async () => {
  let sent = 0;
  always((response) => {
    const megabyte = Buffer.alloc(1024 * 1024, 32);
    response.writeHead(200, { "content-length": `${200 * megabyte.length}` });
    const more = () => {
      while (!response.destroyed && sent < 200) {
        sent += 1;
        if (!response.write(megabyte)) return void response.once("drain", more);
      }
    };
    more();
  });
  const patient = { ...homeserver(), timeoutMs: 10_000 };
  await expect(callHomeserver(patient, list, list.input.parse({}))).rejects.toMatchObject({
    code: "answer_too_large",
  });
  expect(sent).toBeLessThan(60);
});

test("does not follow a redirect, so that the token stays with the homeserver", async () => {
  await using elsewhere = await startFakeHomeserver();
  always((response) => response.writeHead(307, { location: `${elsewhere.baseUrl}/x` }).end());

  await expect(read()).rejects.toMatchObject({
    code: "unexpected_response",
    details: { status: 307 },
  });
  await expect(write()).rejects.toMatchObject({ code: "unexpected_response" });
  expect(elsewhere.seen).toEqual([]);
});

test("reports an unsent write when nothing listens", async () => {
  const { baseUrl } = await startFakeHomeserver().then(async (gone) => {
    await gone[Symbol.asyncDispose]();
    return gone;
  });
  const refused = { code: "homeserver_unreachable", details: { technical: "ECONNREFUSED" } };
  await expect(read(baseUrl)).rejects.toMatchObject(refused);
  await expect(write(baseUrl)).rejects.toMatchObject(refused);
});

test("rejects a server that does not speak HTTP", async () => {
  const server = createServer((socket) =>
    socket.once("data", () => socket.end("SSH-2.0-OpenSSH_9.2\r\n")),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await expect(read(`http://127.0.0.1:${port}`)).rejects.toMatchObject({
    code: "not_a_homeserver",
  });
  server.close();
});

test("keeps the path prefix of the homeserver's address", async () => {
  await read(`${synapse.baseUrl}/matrix`).catch(() => undefined);
  expect(synapse.seen[0]?.url).toMatch(/^\/matrix\/_synapse\/admin\/v3\/users\?/);
});

test("forwards the client's address", async () => {
  synapse.answer(list, { users: [], total: 0 });
  const asAda = { ...homeserver(), clientAddress: "198.51.100.7" };
  await callHomeserver(asAda, list, list.input.parse({}));
  expect(synapse.seen[0]?.headers).toMatchObject({
    "x-forwarded-for": "198.51.100.7",
    "x-forwarded-proto": "http",
  });
});
