import { describe, expect, test } from "vitest";

import { isRefreshToken, looksIncomplete } from "#lib/server/session/token-format.ts";

/** Made by Synapse 1.163.2 with its own function, for nobody. */
const BODY = "syt_YWRh_AbCdEfGhIjKlMnOpQrSt";
const WHOLE = `${BODY}_4QF5MP`;

/** Made by the Matrix Authentication Service 1.22.0, in a database that is gone. */
const OF_MAS = [
  "mpt_0ncOc1wzYVhgsA9bmTvzFEcJgd5LqF_qTDnt2",
  "mpt_YwqcUeSqaX6UYdPmiHbVAqhV4IQsDk_aKw421",
  "mct_k4KOhKzyIiJViudbtyurlj2H0XBlHV_AehvB1",
  "mct_NgFab8duaqZUGQKXmHGwBuPEObW4c6_J6zPo2",
];

test.each([WHOLE, "syr_YWRh_AbCdEfGhIjKlMnOpQrSt_1QLeUo", ...OF_MAS])(
  "accepts %s as complete",
  (token) => expect(looksIncomplete(token)).toBe(false),
);

describe("an incomplete token", () => {
  test.each([
    ["its end is missing", BODY],
    ["it is one letter short", WHOLE.slice(0, -1)],
    ["its checksum is wrong", `${BODY}_4QF5MQ`],
    ["its checksum is reversed", `${BODY}_PM5FQ4`],
    ["a MAS token has its checksum as Synapse writes it", `${OF_MAS[0]?.slice(0, -6)}2tnDTq`],
    ["only its prefix is there", "syt_"],
  ])("reports a token as incomplete when %s", (_, token) =>
    expect(looksIncomplete(token)).toBe(true),
  );
});

test("accepts a token of an unknown kind", () => {
  for (const token of ["MDAxOGxvY2F0aW9u", "secret", "as_token_of_a_bridge"]) {
    expect(looksIncomplete(token)).toBe(false);
  }
});

test.each([
  ["syr_YWRh_x_000000", true],
  ["mar_x_000000", true],
  ["mcr_x_000000", true],
  ["syt_YWRh_x_000000", false],
  ["mat_x_000000", false],
])("recognises whether %s is a refresh token: %j", (token, is) =>
  expect(isRefreshToken(token)).toBe(is),
);
