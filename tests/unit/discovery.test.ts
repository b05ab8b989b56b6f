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

test("tells the name, the version and the ways to sign in", async () => {
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

test("a name that nobody tells is learned from the first who signs in, and held for no other server", async () => {
  await using other = await startFakeHomeserver();
  other.answer(matrix.versions, { versions: ["v1.11"] });
  learnServerName({ baseUrl: other.baseUrl, realm: "test", timeoutMs: 300 }, "@ada:example.net");
  await expect(look()).resolves.toMatchObject({ serverName: null });
  const found = await discover({ baseUrl: other.baseUrl, realm: "test", timeoutMs: 300 });
  expect(found.serverName).toBe("example.net");
});

test("the Matrix Authentication Service is the one way where it is", async () => {
  synapse.answer(matrix.authMetadata, { issuer: "https://auth.example.org/" });
  await expect(look()).resolves.toMatchObject({ ways: [{ type: "mas" }] });
});

test("is asked once, however many look at the page", async () => {
  await look();
  const asked = synapse.seen.length;
  await Promise.all([look(), look()]);
  expect(synapse.seen).toHaveLength(asked);
});

describe("the providers of single sign-on", () => {
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

  test("come with their pictures", async () => {
    expect(await ask(200, "image/png")).toMatchObject([
      { providers: [{ name: "Company", icon: "data:image/png;base64,iVBORw0KGgo=" }] },
    ]);
  });

  test.each([
    ["a token is asked for", 404, "application/json"],
    ["it is nothing that holds no script", 200, "image/svg+xml"],
  ])("come without where %s", async (_, status, type) => {
    expect(await ask(status, type)).toEqual([
      { type: "sso", providers: [{ id: "oidc", name: "Company" }] },
    ]);
  });
});

test("an older homeserver names its authentication service under another address", async () => {
  synapse.answer(matrix.authMetadataUnstable, { issuer: "https://auth.example.org/" });
  await expect(look()).resolves.toMatchObject({ masIssuer: "https://auth.example.org/" });
});

describe("no homeserver", () => {
  test.each([
    ["HTML with 200", 200, "<html>Welcome to nginx</html>"],
    ["HTML with 404", 404, "<html>Not found</html>"],
    ["JSON of another kind", 200, '{"hello":"world"}'],
  ])("%s", async (_, status, body) => {
    synapse.reply(matrix.versions, (_seen, response) => response.writeHead(status).end(body));
    await expect(look()).rejects.toMatchObject({ code: "not_a_homeserver" });
  });
});

test("a failure is not kept: the next look asks again", async () => {
  synapse.reply(matrix.versions, () => undefined);
  await expect(look()).rejects.toMatchObject({ code: "homeserver_timeout" });
  synapse.answer(matrix.versions, { versions: ["v1.11"] });
  await expect(look()).resolves.toMatchObject({ ways: [{ type: "password" }] });
});

test("not knowing the ways is an error, not a server without any", async () => {
  synapse.reply(matrix.loginFlows, (_, response) => response.writeHead(502).end("<html>"));
  await expect(look()).rejects.toMatchObject({ code: "homeserver_failed" });
});
