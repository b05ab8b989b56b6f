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

test("accepts consistent metadata", () => {
  expect(judge(listed)).toMatchObject({ token_endpoint: `${AUTH}/oauth2/token` });
  expect(judge(typed)).toMatchObject({ issuer: `${AUTH}/` });
});

describe("metadata that sends tokens elsewhere", () => {
  test.each(["token_endpoint", "registration_endpoint", "revocation_endpoint"])(
    "rejects a %s at another host",
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
    ["an entered homeserver", typed],
    ["a homeserver on https", listed],
  ])("rejects plain http for %s", (_, homeserver) => {
    expect(() => judge(homeserver, {}, "http://127.0.0.1:8080")).toThrow(
      expect.objectContaining({ code: "mas_unusable" }),
    );
  });

  test("accepts plain http for a homeserver configured with it", () => {
    expect(judge(inner, {}, "http://mas:8080")).toMatchObject({ issuer: "http://mas:8080/" });
  });
});

test.each(["authorization_endpoint", "token_endpoint", "revocation_endpoint"])(
  "names a missing %s",
  (name) => {
    expect(() => judge(listed, { [name]: undefined })).toThrow(
      expect.objectContaining({ details: { server: `${AUTH}/`, technical: name } }),
    );
  },
);

test("rejects a service without PKCE", () => {
  expect(() => judge(listed, { code_challenge_methods_supported: ["plain"] })).toThrow(
    expect.objectContaining({ code: "mas_unusable" }),
  );
});
