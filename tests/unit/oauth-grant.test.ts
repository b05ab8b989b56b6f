import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeEach, describe, expect, test, vi } from "vitest";

import { AppError } from "#lib/errors.ts";
import { env } from "#lib/server/runtime/env.ts";
import { type Grant } from "#lib/server/homeserver/grant.ts";
import { exchange, refreshGrant, revokeGrant } from "#lib/server/oauth/grant.ts";
import { sendJson } from "#tests/support/fake-homeserver.ts";

type Sent = { url: string; form: Record<string, string>; authorization: string | undefined };

let answer: (response: ServerResponse) => void;
let seen: Sent[];
let grant: Grant;
beforeEach(async () => {
  env().HOMESERVER_TIMEOUT_MS = 300;
  seen = [];
  arrived.mockClear();
  const service = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const { url = "", headers } = request;
    const form = Object.fromEntries(new URLSearchParams(text));
    seen.push({ url, form, authorization: headers.authorization });
    answer(response);
  });
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  grant = {
    issuer: `${origin}/`,
    client_id: "dashboard",
    token_endpoint: `${origin}/token`,
    revocation_endpoint: `${origin}/revoke`,
  };
  return () => {
    service.close();
    service.closeAllConnections();
  };
});

const from = { realm: "example.org" };
const attempt = () => ({ grant, isNamed: false, state: "the-state", verifier: "v".repeat(43) });
const arrived = vi.fn<(accessToken: string) => void>();
const back = (query: string) => exchange(from, attempt(), new URLSearchParams(query), arrived);
const TOKENS = {
  access_token: "mat_a",
  refresh_token: "mar_a",
  expires_in: 300,
  token_type: "Bearer",
  scope: "urn:synapse:admin:*",
};

test("exchanges a code once, with the verifier of the browser that left", async () => {
  answer = (response) => sendJson(response, 200, TOKENS);
  await expect(back("code=abc&state=the-state")).resolves.toEqual({
    access_token: "mat_a",
    refresh_token: "mar_a",
    expires_in_ms: 300_000,
  });
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatchObject({
    url: "/token",
    form: {
      grant_type: "authorization_code",
      code: "abc",
      code_verifier: "v".repeat(43),
      redirect_uri: "http://dashboard.test/sign-in/return",
      client_id: "dashboard",
    },
  });
});

test.each([[1e300], [1e306]])(
  "limits a lifetime of %j seconds to what a date can hold",
  async (expires_in) => {
    answer = (response) => sendJson(response, 200, { ...TOKENS, expires_in });
    const { expires_in_ms = 0 } = await back("code=abc&state=the-state");
    expect(Number.isNaN(new Date(Date.now() + expires_in_ms).getTime())).toBe(false);
  },
);

describe("an unexpected callback", () => {
  test.each([
    ["another state", "code=abc&state=another", "unexpected_response"],
    ["no state", "code=abc", "unexpected_response"],
    ["no code", "state=the-state", "unexpected_response"],
    ["two codes", "code=abc&code=def&state=the-state", "unexpected_response"],
    [
      "another issuer",
      "code=abc&state=the-state&iss=https%3A%2F%2Fevil.example",
      "unexpected_response",
    ],
    ["a refusal", "error=access_denied&error_description=No&state=the-state", "mas_refused"],
  ])("rejects a callback with %s", async (_, query, code) => {
    await expect(back(query)).rejects.toMatchObject({ code });
    expect(seen).toEqual([]);
  });

  test("reports a refusal in the service's own words", async () => {
    await expect(
      back("error=access_denied&error_description=Not+today&state=the-state"),
    ).rejects.toMatchObject({
      details: { technical: "access_denied", homeserverSays: "Not today", server: grant.issuer },
    });
  });
});

describe("a received token", () => {
  test.each([
    ["before the rest of the answer is read", { ...TOKENS, token_type: 7 }],
    ["without a refresh token", { access_token: "mat_a", token_type: "Bearer" }],
    ["with an invalid lifetime", { ...TOKENS, expires_in: "soon" }],
  ])("reports a received token %s", async (_, body) => {
    answer = (response) => sendJson(response, 200, body);
    await back("code=abc&state=the-state").catch(() => undefined);
    expect(arrived.mock.calls).toEqual([["mat_a"]]);
  });
});

const REFUSAL = { error: "invalid_grant", error_description: "expired, or revoked" };

test("does not reach internal addresses for a server that a visitor entered", async () => {
  const typed = { realm: "https://matrix.example.org" };
  await expect(refreshGrant(typed, grant, "mar_a")).rejects.toBeInstanceOf(AppError);
  expect(seen).toEqual([]);
});

test("reports a used code", async () => {
  answer = (response) => sendJson(response, 400, REFUSAL);
  await expect(back("code=abc&state=the-state")).rejects.toMatchObject({
    code: "mas_refused",
    details: { homeserverSays: "expired, or revoked" },
  });
});

test("ends the session when the refresh token is refused", async () => {
  answer = (response) => sendJson(response, 400, REFUSAL);
  await expect(refreshGrant(from, grant, "mar_a")).rejects.toMatchObject({ code: "signed_out" });
  expect(seen[0]?.form).toEqual({
    grant_type: "refresh_token",
    refresh_token: "mar_a",
    client_id: "dashboard",
  });
});

test("revokes a token at the service that issued it", async () => {
  answer = (response) => response.writeHead(200).end();
  await revokeGrant(from, grant, "mat_a");
  expect(seen).toMatchObject([
    { url: "/revoke", form: { token: "mat_a", client_id: "dashboard" } },
  ]);
});

describe("a failing authentication service", () => {
  const troubles: [string, (response: ServerResponse) => void, string[]][] = [
    ["hangs", () => undefined, ["outcome_unknown"]],
    ["closes in the middle", (response) => response.writeHead(200).destroy(), ["outcome_unknown"]],
    ["answers HTML", (response) => response.writeHead(200).end("<html>"), ["unexpected_response"]],
    ["answers 502", (response) => response.writeHead(502).end("<html>"), ["unexpected_response"]],
    ["leaves the token out", (response) => sendJson(response, 200, {}), ["unexpected_response"]],
    [
      "sends an endless answer",
      (response) => response.writeHead(200).end("x".repeat(2_000_000)),
      ["outcome_unknown"],
    ],
    [
      "sends the token elsewhere",
      (response) => response.writeHead(307, { location: "https://evil.example/token" }).end(),
      ["unexpected_response"],
    ],
  ];
  test.each(troubles)("ends no session when the service %s", async (_, does, codes) => {
    answer = does;
    const thrown = await refreshGrant(from, grant, "mar_a").catch((error: unknown) => error);
    expect(codes).toContain(AppError.from(thrown).code);
    expect(seen).toHaveLength(1);
  });
});
