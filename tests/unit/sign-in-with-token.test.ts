import { beforeEach, describe, expect, test } from "vitest";

import { matrix } from "#lib/contract/internal/accounts.ts";
import { signInWithToken } from "#lib/server/auth/access-token.ts";
import {
  sendJson,
  startFakeHomeserver,
  type FakeHomeserver,
} from "#tests/support/fake-homeserver.ts";

let synapse: FakeHomeserver;
beforeEach(async () => {
  synapse = await startFakeHomeserver();
  synapse.answer(matrix.versions, { versions: ["v1.11"] });
  synapse.answer(matrix.loginFlows, { flows: [{ type: "m.login.password" }] });
  synapse.answer(matrix.whoami, { user_id: "@ada:example.org", device_id: "PHONE" });
  synapse.answer(matrix.adminProbe, { displayname: "Ada" });
  return () => synapse[Symbol.asyncDispose]();
});

let person = 0;
const attempt = (access_token = "opaque", refresh_token = "") => {
  person += 1;
  const { baseUrl } = synapse;
  const from = { baseUrl, realm: "test", timeoutMs: 300, clientAddress: `192.0.2.${person}` };
  return signInWithToken(from, { access_token, refresh_token });
};
const asked = (path: string) => synapse.seen.filter(({ url }) => url.startsWith(path));

test("never revokes the pasted token of a refused user", async () => {
  synapse.refuse(matrix.adminProbe, 403, "M_FORBIDDEN");
  await expect(attempt()).rejects.toMatchObject({ code: "token_not_admin" });
  expect(asked(matrix.logout.path)).toEqual([]);
});

describe("a wrong checksum", () => {
  const BROKEN = "mpt_0ncOc1wzYVhgsA9bmTvzFEcJgd5LqF_2tnDTq";

  test("accepts a token with a wrong checksum that the homeserver knows", async () => {
    await expect(attempt(BROKEN)).resolves.toMatchObject({ user_id: "@ada:example.org" });
  });

  test("mentions the wrong checksum when the homeserver does not know the token", async () => {
    synapse.refuse(matrix.whoami, 401, "M_UNKNOWN_TOKEN");
    await expect(attempt(BROKEN)).rejects.toMatchObject({ code: "token_mistyped" });
    await expect(attempt("opaque")).rejects.toMatchObject({ code: "token_unknown" });
  });
});

describe("with a refresh token", () => {
  /** Made by Synapse with its own function, for nobody. */
  const REFRESH = "syr_YWRh_AbCdEfGhIjKlMnOpQrSt_1QLeUo";
  beforeEach(() => {
    synapse.reply(matrix.whoami, ({ headers }, response) => {
      if (headers.authorization === "Bearer next") {
        sendJson(response, 200, { user_id: "@ada:example.org", device_id: "PHONE" });
      } else sendJson(response, 401, { errcode: "M_UNKNOWN_TOKEN", soft_logout: true });
    });
  });

  test("refreshes an expired access token, and keeps both new tokens", async () => {
    synapse.answer(matrix.refresh, { access_token: "next", refresh_token: "later" });
    await expect(attempt("opaque", REFRESH)).resolves.toMatchObject({
      access_token: "next",
      refresh_token: "later",
    });
  });

  test("reports an incomplete refresh token at its field", async () => {
    synapse.refuse(matrix.refresh, 401, "M_UNKNOWN_TOKEN");
    await expect(attempt("opaque", REFRESH.slice(0, -1))).rejects.toMatchObject({
      details: { fields: { refresh_token: { code: "damaged" } } },
    });
  });

  test("reports an expired access token when the refresh token is refused", async () => {
    synapse.refuse(matrix.refresh, 403, "M_FORBIDDEN");
    await expect(attempt("opaque", REFRESH)).rejects.toMatchObject({
      code: "token_expired",
    });
  });
});

describe("where MAS is in use", () => {
  const issuer = "https://auth.example.org/";
  beforeEach(() => synapse.answer(matrix.authMetadata, { issuer }));

  test("accepts an admin's token, and records in the session that MAS manages accounts", async () => {
    await expect(attempt()).resolves.toMatchObject({ gotBy: "pasted", masIssuer: issuer });
  });

  test("rejects a refresh token, which is valid for its own client alone", async () => {
    await expect(attempt("opaque", "syr_YWRh_AbCdEfGhIjKlMnOpQrSt_1QLeUo")).rejects.toMatchObject({
      details: { fields: { refresh_token: { code: "not_renewable" } } },
    });
    expect(asked(matrix.whoami.path)).toEqual([]);
  });
});
