import { describe, expect, test } from "vitest";

import { isDamaged, isRefreshToken } from "#lib/server/token-shape.ts";

/** Made by Synapse 1.163.2 with its own function, for nobody. */
const BODY = "syt_YWRh_AbCdEfGhIjKlMnOpQrSt";
const WHOLE = `${BODY}_4QF5MP`;

test("a token as Synapse makes it is whole", () => expect(isDamaged(WHOLE)).toBe(false));

describe("a token is damaged when", () => {
  test.each([
    ["its end is missing", BODY],
    ["it is one letter short", WHOLE.slice(0, -1)],
    ["its sum is not that of the rest", `${BODY}_4QF5MQ`],
    ["nothing but its beginning is there", "syt_"],
  ])("%s", (_, token) => expect(isDamaged(token)).toBe(true));
});

test("one of another kind may be whole: nothing is known of it", () => {
  for (const token of ["MDAxOGxvY2F0aW9u", "secret", "as_token_of_a_bridge"]) {
    expect(isDamaged(token)).toBe(false);
  }
});

test.each([
  ["syr_YWRh_x_000000", true],
  ["mar_x_000000", true],
  ["mcr_x_000000", true],
  ["syt_YWRh_x_000000", false],
  ["mat_x_000000", false],
])("%s renews others: %j", (token, is) => expect(isRefreshToken(token)).toBe(is));
