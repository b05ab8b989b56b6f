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

test("whoever may not come in keeps their token: it is never revoked", async () => {
  synapse.refuse(matrix.adminProbe, 403, "M_FORBIDDEN");
  await expect(attempt()).rejects.toMatchObject({ code: "token_not_admin" });
  expect(asked(matrix.logout.path)).toEqual([]);
});

describe("a checksum that does not match", () => {
  const BROKEN = "mpt_0ncOc1wzYVhgsA9bmTvzFEcJgd5LqF_2tnDTq";

  test("does not keep a token out that the homeserver knows", async () => {
    await expect(attempt(BROKEN)).resolves.toMatchObject({ user_id: "@ada:example.org" });
  });

  test("is mentioned where the homeserver does not know the token", async () => {
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

  test("an access token that has expired is renewed, and both new ones are kept", async () => {
    synapse.answer(matrix.refresh, { access_token: "next", refresh_token: "later" });
    await expect(attempt("opaque", REFRESH)).resolves.toMatchObject({
      access_token: "next",
      refresh_token: "later",
    });
  });

  test("that is refused and looks incomplete, the field says so", async () => {
    synapse.refuse(matrix.refresh, 401, "M_UNKNOWN_TOKEN");
    await expect(attempt("opaque", REFRESH.slice(0, -1))).rejects.toMatchObject({
      details: { fields: { refresh_token: { code: "damaged" } } },
    });
  });

  test("that is refused, the access token has expired", async () => {
    synapse.refuse(matrix.refresh, 403, "M_FORBIDDEN");
    await expect(attempt("opaque", REFRESH)).rejects.toMatchObject({
      code: "token_expired",
    });
  });
});

describe("where the Matrix Authentication Service is", () => {
  const issuer = "https://auth.example.org/";
  beforeEach(() => synapse.answer(matrix.authMetadata, { issuer }));

  test("an admin's token opens the homeserver, and the session knows who has the accounts", async () => {
    await expect(attempt()).resolves.toMatchObject({ gotBy: "pasted", masIssuer: issuer });
  });

  test("a refresh token is refused, since it renews for its own client alone", async () => {
    await expect(attempt("opaque", "syr_YWRh_AbCdEfGhIjKlMnOpQrSt_1QLeUo")).rejects.toMatchObject({
      details: { fields: { refresh_token: { code: "not_renewable" } } },
    });
    expect(asked(matrix.whoami.path)).toEqual([]);
  });
});
