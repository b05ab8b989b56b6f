import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";

import { endpoint } from "#lib/contract/kit/endpoint.ts";
import { routes } from "#lib/routes.ts";
import { picture } from "#lib/server/domain/media/thumbnail.ts";
import * as z from "zod/mini";
import { anOpenSession } from "#tests/support/builders.ts";
import { fakeHomeserver } from "#tests/support/shared-fake-homeserver.ts";

const file = endpoint({
  method: "GET",
  path: "/_matrix/client/v1/media/thumbnail/{server}/{id}",
  input: { server: z.string(), id: z.string() },
  output: z.unknown(),
});

const synapse = fakeHomeserver();

const fetchOne = (asked: object = {}) => {
  const homeserver = {
    baseUrl: synapse.baseUrl,
    accessToken: "syt_secret",
    realm: "test",
    timeoutMs: 300,
  };
  const signal = new AbortController().signal;
  const session = anOpenSession({ userId: "@ada:test" });
  const about = { server: "example.org", id: "abc", size: "32", ...asked };
  return picture({ session, homeserver }, about, signal);
};
const serve = (contentType: string, bytes: Buffer | string = "picture", status = 200) =>
  synapse.reply(file, (_, response: ServerResponse) =>
    response.writeHead(status, { "content-type": contentType }).end(bytes),
  );

test("serves an image that this browser may cache and that cannot run scripts", async () => {
  serve("image/png");
  const response = await fetchOne();
  expect(await response.text()).toBe("picture");
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "image/png",
    "cache-control": "private, max-age=86400, immutable",
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
  });
  expect(synapse.seen[0]?.url).toBe(
    "/_matrix/client/v1/media/thumbnail/example.org/abc?width=32&height=32&method=crop",
  );
});

describe("showing no image", () => {
  test.each(["image/svg+xml", "text/html", "application/octet-stream", ""])(
    "serves nothing of the type %j",
    async (type) => {
      serve(type, "<script>");
      const response = await fetchOne();
      expect(response.status).toBe(204);
      expect(await response.text()).toBe("");
    },
  );

  test("serves nothing when the homeserver has no file", async () => {
    serve("application/json", '{"errcode":"M_NOT_FOUND"}', 404);
    expect((await fetchOne()).status).toBe(204);
  });
});

test("aborts an answer larger than any thumbnail", async () => {
  serve("image/png", Buffer.alloc(3 * 1024 * 1024));
  expect((await fetchOne()).status).toBe(502);
});

test.each([
  ["a server with a path", { server: "example.org/../x" }],
  ["an ID of dots", { id: ".." }],
  ["an encoded slash", { id: "a%2fb" }],
  ["an unknown size", { size: "9999" }],
  ["no size", { size: null }],
])("rejects %s without a request", async (_, asked) => {
  expect((await fetchOne(asked)).status).toBe(400);
  expect(synapse.seen).toEqual([]);
});

test.each([
  ["mxc://example.org/abc", "/api/media/example.org/abc?size=32"],
  ["mxc://example.org:8448/a-b_c", "/api/media/example.org%3A8448/a-b_c?size=32"],
  ["https://evil.example/x.png", null],
  ["mxc://example.org/", null],
  ["mxc://example.org/a/b", null],
  ["", null],
])("gives %j the address %j", (mxc, address) => {
  expect(routes.media(mxc, 32)).toBe(address);
});
