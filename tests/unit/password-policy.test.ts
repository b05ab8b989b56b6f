import { describe, expect, test } from "vitest";

import { matrix } from "#lib/contract/internal/accounts.ts";
import { brokenRules, PasswordPolicy, rulesOf } from "#lib/contract/password-policy.ts";
import { readPasswordPolicy } from "#lib/server/domain/users/password-policy.ts";
import { fakeHomeserver } from "#tests/support/shared-fake-homeserver.ts";
import { sendJson } from "#tests/support/fake-homeserver.ts";

const synapse = fakeHomeserver();

const read = async () =>
  rulesOf(await readPasswordPolicy({ baseUrl: synapse.baseUrl, realm: "test", timeoutMs: 300 }));

describe("password policy", () => {
  test("reads the policy in Synapse's format", async () => {
    synapse.reply(matrix.passwordPolicy, (_, response) =>
      sendJson(response, 200, { "m.minimum_length": 15, "m.require_digit": true, other: 1 }),
    );
    expect(await read()).toEqual(["minimum_length", "require_digit"]);
  });

  test.each([
    [{ "m.minimum_length": -1, "m.require_digit": "yes", "m.require_symbol": true }],
    [{ "m.minimum_length": 1e15, "m.require_digit": null, "m.require_symbol": true }],
    [{ "m.minimum_length": "15", "m.require_uppercase": 1, "m.require_symbol": true }],
    [{ "m.minimum_length": 1.5, "m.require_lowercase": {}, "m.require_symbol": true }],
  ])("ignores the invalid policy %j", async (told) => {
    synapse.reply(matrix.passwordPolicy, (_, response) => sendJson(response, 200, told));
    expect(await read()).toEqual(["require_symbol"]);
  });

  test("requires nothing without a policy", async () => {
    expect(await read()).toEqual([]);
    synapse.reply(matrix.passwordPolicy, (_, response) => sendJson(response, 200, [1]));
    expect(await read()).toEqual([]);
    synapse.reply(matrix.passwordPolicy, (_, response) => response.end("<html>"));
    expect(await read()).toEqual([]);
    synapse.reply(matrix.passwordPolicy, (_, response) => response.destroy());
    expect(await read()).toEqual([]);
  });
});

test.each([
  ["minimum_length", { "m.minimum_length": 3 }, "🦊🦊", "🦊🦊🦊"],
  ["require_digit", { "m.require_digit": true }, "abc", "abc1"],
  ["require_symbol", { "m.require_symbol": true }, "abc1", "abc é"],
  ["require_lowercase", { "m.require_lowercase": true }, "ABC", "ABc"],
  ["require_uppercase", { "m.require_uppercase": true }, "abc", "abC"],
])("checks %s as Synapse does", (rule, told, bad, good) => {
  const policy = PasswordPolicy.parse(told);
  expect(brokenRules(policy, bad)).toEqual([rule]);
  expect(brokenRules(policy, good)).toEqual([]);
});
