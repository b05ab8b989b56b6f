import type { lookup as lookUpName } from "node:dns";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { generate } from "selfsigned";
import { Agent } from "undici";
import { beforeAll, beforeEach, expect, test } from "vitest";

import { discover } from "#lib/server/discovery/discover.ts";
import { env } from "#lib/server/runtime/env.ts";
import { resolveHomeserver } from "#lib/server/discovery/resolve.ts";
import { once } from "#lib/server/runtime/once.ts";
import { publicConnector } from "#lib/server/homeserver/public-agent.ts";

type Reply = (response: ServerResponse, request: IncomingMessage) => void;

const json =
  (body: unknown): Reply =>
  (response) =>
    response.end(JSON.stringify(body));
const redirect =
  (location: string): Reply =>
  (response) =>
    response.writeHead(302, { location }).end();
const pointsTo = (base_url: string) => json({ "m.homeserver": { base_url } });
const WELL_KNOWN = "/.well-known/matrix/client";

/** A small internet of https servers, which all are one on this machine. */
const WEB: Record<string, Reply> = {
  [`good.test${WELL_KNOWN}`]: pointsTo("https://matrix.good.test/"),
  "matrix.good.test/_matrix/client/versions": json({ versions: ["v1.11"] }),
  "matrix.good.test/_matrix/client/v3/login": json({ flows: [{ type: "m.login.password" }] }),
  "plain.test/_matrix/client/versions": json({ versions: ["v1.11"] }),
  "plain.test/_matrix/client/v3/login": json({ flows: [] }),
  [`inward.test${WELL_KNOWN}`]: pointsTo("https://private.test"),
  [`metadata.test${WELL_KNOWN}`]: pointsTo("https://169.254.169.254"),
  [`http.test${WELL_KNOWN}`]: pointsTo("http://matrix.good.test"),
  [`jump.test${WELL_KNOWN}`]: redirect("https://private.test/"),
  [`loop.test${WELL_KNOWN}`]: redirect(`https://loop.test${WELL_KNOWN}`),
  [`big.test${WELL_KNOWN}`]: (response) => response.end(Buffer.alloc(10_000_000, " ")),
  "huge.test/_matrix/client/versions": (response) => response.end(Buffer.alloc(10_000_000, " ")),
  "away.test/_matrix/client/versions": redirect("https://matrix.good.test/_matrix/client/versions"),
};
const names = [...new Set(Object.keys(WEB).map((key) => key.split("/")[0] ?? "")), "private.test"];
let asked: string[] = [];

beforeAll(async () => {
  const altNames = names.map((value) => ({ type: 2 as const, value }));
  const { private: key, cert } = await generate([{ name: "commonName", value: "web" }], {
    extensions: [{ name: "subjectAltName", altNames }],
  });
  const server = createServer({ key, cert }, (request, response) => {
    const what = `${request.headers.host}${request.url}`;
    asked.push(what);
    const reply = WEB[what];
    if (reply) reply(response, request);
    else response.writeHead(404).end('{"errcode":"M_UNRECOGNIZED"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  const lookup = ((name: string, _: object, callback: (...words: unknown[]) => void) => {
    const address = name === "private.test" ? "127.0.0.2" : "127.0.0.1";
    callback(null, [{ address, family: 4 }]);
  }) as unknown as typeof lookUpName;
  const isAllowed = (address: string) => address === "127.0.0.1";
  const connect = publicConnector({ isAllowed, lookup, ca: cert });
  // Only where port 443 is differs from what is used in earnest.
  const agent = new Agent({
    connect: (options, done) => connect({ ...options, port: `${port}` }, done),
  });
  once("public-agent", () => agent);
  const settings = env();
  settings.HOMESERVER_URL = undefined;
  settings.ALLOWED_HOMESERVERS = { listed: new Map(), any: true };
  return async () => {
    await agent.destroy();
    server.close();
  };
});
beforeEach(() => {
  asked = [];
});

let person = 0;
async function look(server: string) {
  person += 1;
  const place = await resolveHomeserver(server, `192.0.2.${person}`);
  return { place, found: await discover({ ...place, timeoutMs: 2000 }) };
}

test("resolves a name to the homeserver in its well-known, and uses it as the tenant", async () => {
  const { place, found } = await look("@ada:good.test");
  expect(place).toEqual({
    baseUrl: "https://matrix.good.test",
    realm: "https://matrix.good.test",
  });
  expect(found.ways).toEqual([{ type: "password", providers: [] }]);
});

test("uses the name itself without a well-known", async () => {
  expect((await look("plain.test")).place.baseUrl).toBe("https://plain.test");
});

test("uses an address as it is, without a lookup", async () => {
  expect((await look("https://matrix.good.test")).place.baseUrl).toBe("https://matrix.good.test");
  expect(asked.filter((what) => what.includes("well-known"))).toEqual([]);
});

test.each([
  ["a name at a private address", "private.test", "address_refused"],
  ["a private address itself", "10.0.0.1", "address_refused"],
  ["a well-known that names a private name", "inward.test", "address_refused"],
  ["a well-known that names the cloud's metadata", "metadata.test", "address_refused"],
  ["a well-known that leads over http", "http.test", "not_https"],
  ["a well-known that redirects to a private name", "jump.test", "address_refused"],
  ["circular redirects", "loop.test", "well_known_failed"],
  ["a well-known of 10 MB", "big.test", "well_known_failed"],
  ["a homeserver that answers 10 MB", "huge.test", "not_a_homeserver"],
  ["a homeserver that redirects to another", "away.test", "not_a_homeserver"],
  ["an address over http", "http://matrix.good.test", "not_https"],
])("rejects %s", async (_, server, code) => {
  await expect(look(server)).rejects.toMatchObject({ code });
  expect(asked.filter((what) => what.startsWith("private.test"))).toEqual([]);
});

test("limits server lookups per address", async () => {
  const tries = Array.from({ length: 31 }, (_, index) =>
    resolveHomeserver(`${index}.plain.test`, "192.0.2.250").catch((error: unknown) => error),
  );
  const codes = (await Promise.all(tries)).map((found) => (found as { code?: string }).code);
  expect(codes.filter((code) => code === "too_many_attempts")).toHaveLength(1);
});
