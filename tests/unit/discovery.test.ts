import { beforeEach, describe, expect, test } from "vitest";

import { matrix } from "#lib/contract/internal/accounts.ts";
import { discover, learnServerName } from "#lib/server/discovery/discover.ts";
import { startFakeHomeserver, type FakeHomeserver } from "#tests/support/fake-homeserver.ts";

let synapse: FakeHomeserver;
beforeEach(async () => {
  synapse = await startFakeHomeserver();
  synapse.answer(matrix.versions, { versions: ["v1.11"] });
  synapse.answer(matrix.loginFlows, { flows: [{ type: "m.login.password" }] });
  return () => synapse[Symbol.asyncDispose]();
});
const look = () => discover({ baseUrl: synapse.baseUrl, realm: "test", timeoutMs: 300 });

test("reports the name, the version and the sign-in methods", async () => {
  synapse.answer(matrix.serverKeys, { server_name: "example.org" });
  synapse.answer(matrix.serverVersion, { server_version: "1.163.2 (b=develop,abc)" });
  synapse.answer(matrix.loginFlows, {
    flows: [
      { type: "m.login.sso", identity_providers: [{ id: "oidc", name: "Company" }] },
      { type: "m.login.token" },
      { type: "m.login.password" },
      { type: "m.login.application_service" },
    ],
  });
  await expect(look()).resolves.toMatchObject({
    serverName: "example.org",
    version: "1.163.2",
    ways: [
      { type: "sso", providers: [{ id: "oidc", name: "Company" }] },
      { type: "password", providers: [] },
    ],
  });
});

test("learns an unreported server name from the first sign-in, for that server alone", async () => {
  await using other = await startFakeHomeserver();
  other.answer(matrix.versions, { versions: ["v1.11"] });
  learnServerName({ baseUrl: other.baseUrl, realm: "test", timeoutMs: 300 }, "@ada:example.net");
  await expect(look()).resolves.toMatchObject({ serverName: null });
  const found = await discover({ baseUrl: other.baseUrl, realm: "test", timeoutMs: 300 });
  expect(found.serverName).toBe("example.net");
});

test("offers MAS as the only sign-in method where it is in use", async () => {
  synapse.answer(matrix.authMetadata, { issuer: "https://auth.example.org/" });
  await expect(look()).resolves.toMatchObject({ ways: [{ type: "mas" }] });
});

test("makes one request for concurrent visitors", async () => {
  await look();
  const asked = synapse.seen.length;
  await Promise.all([look(), look()]);
  expect(synapse.seen).toHaveLength(asked);
});

describe("single sign-on providers", () => {
  const PNG = Buffer.from("iVBORw0KGgo=", "base64");
  const ask = async (status: number, type: string) => {
    synapse.answer(matrix.loginFlows, {
      flows: [
        {
          type: "m.login.sso",
          identity_providers: [{ id: "oidc", name: "Company", icon: "mxc://example.org/logo" }],
        },
      ],
    });
    const thumbnail = { ...matrix.versions, path: "/_matrix/media/v3/thumbnail/example.org/logo" };
    synapse.reply(thumbnail, (_, response) =>
      response.writeHead(status, { "content-type": type }).end(PNG),
    );
    return (await look()).ways;
  };

  test("shows providers with their icons", async () => {
    expect(await ask(200, "image/png")).toMatchObject([
      { providers: [{ name: "Company", icon: "data:image/png;base64,iVBORw0KGgo=" }] },
    ]);
  });

  test.each([
    ["a token is required", 404, "application/json"],
    ["the image may contain scripts", 200, "image/svg+xml"],
  ])("shows providers without icons when %s", async (_, status, type) => {
    expect(await ask(status, type)).toEqual([
      { type: "sso", providers: [{ id: "oidc", name: "Company" }] },
    ]);
  });
});

test("finds the authentication service at an older homeserver's address", async () => {
  synapse.answer(matrix.authMetadataUnstable, { issuer: "https://auth.example.org/" });
  await expect(look()).resolves.toMatchObject({ masIssuer: "https://auth.example.org/" });
});

describe("no homeserver", () => {
  test.each([
    ["HTML with 200", 200, "<html>Welcome to nginx</html>"],
    ["HTML with 404", 404, "<html>Not found</html>"],
    ["JSON of another kind", 200, '{"hello":"world"}'],
  ])("finds no homeserver in %s", async (_, status, body) => {
    synapse.reply(matrix.versions, (_seen, response) => response.writeHead(status).end(body));
    await expect(look()).rejects.toMatchObject({ code: "not_a_homeserver" });
  });
});

test("does not cache a failure", async () => {
  synapse.reply(matrix.versions, () => undefined);
  await expect(look()).rejects.toMatchObject({ code: "homeserver_timeout" });
  synapse.answer(matrix.versions, { versions: ["v1.11"] });
  await expect(look()).resolves.toMatchObject({ ways: [{ type: "password" }] });
});

test("reports an error when the sign-in methods are unknown", async () => {
  synapse.reply(matrix.loginFlows, (_, response) => response.writeHead(502).end("<html>"));
  await expect(look()).rejects.toMatchObject({ code: "homeserver_failed" });
});
