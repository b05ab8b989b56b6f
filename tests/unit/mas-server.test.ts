import { describe, expect, test } from "vitest";

import { matrix } from "#lib/contract/internal/accounts.ts";
import { toServer } from "#lib/server/oauth/server.ts";
import { aMasServer } from "#tests/support/builders.ts";

const AUTH = "https://auth.example.org";
const listed = { baseUrl: "https://matrix.example.org", realm: "example.org", timeoutMs: 300 };
const inner = { ...listed, baseUrl: "http://synapse:8008" };
const typed = { ...listed, realm: "https://matrix.example.org" };
const judge = (homeserver: typeof listed, overrides: object = {}, origin = AUTH) =>
  toServer(homeserver, matrix.authMetadata.output.parse(sent(aMasServer(origin, overrides))));
/** What is undefined is not there at all. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("what holds together is taken", () => {
  expect(judge(listed)).toMatchObject({ token_endpoint: `${AUTH}/oauth2/token` });
  expect(judge(typed)).toMatchObject({ issuer: `${AUTH}/` });
});

describe("a homeserver that sends tokens elsewhere is not followed", () => {
  test.each(["token_endpoint", "registration_endpoint", "revocation_endpoint"])(
    "its %s is at another address",
    (name) => {
      expect(() => judge(listed, { [name]: "https://evil.example.net/take" })).toThrow(
        expect.objectContaining({
          code: "mas_unusable",
          details: { server: `${AUTH}/`, technical: `${name}: https://evil.example.net` },
        }),
      );
    },
  );

  test.each([
    ["one that was typed", typed],
    ["one on https", listed],
  ])("plain http, by %s", (_, homeserver) => {
    expect(() => judge(homeserver, {}, "http://127.0.0.1:8080")).toThrow(
      expect.objectContaining({ code: "mas_unusable" }),
    );
  });

  test("plain http may be where the settings have the homeserver on it", () => {
    expect(judge(inner, {}, "http://mas:8080")).toMatchObject({ issuer: "http://mas:8080/" });
  });
});

test.each(["authorization_endpoint", "token_endpoint", "revocation_endpoint"])(
  "without its %s it cannot be used, and that is named",
  (name) => {
    expect(() => judge(listed, { [name]: undefined })).toThrow(
      expect.objectContaining({ details: { server: `${AUTH}/`, technical: name } }),
    );
  },
);

test("without PKCE nobody is sent there", () => {
  expect(() => judge(listed, { code_challenge_methods_supported: ["plain"] })).toThrow(
    expect.objectContaining({ code: "mas_unusable" }),
  );
});
