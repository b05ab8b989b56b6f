import { expect, test } from "vitest";

import { api } from "#lib/contract/index.ts";
import { appservicesOf } from "#lib/server/domain/users/appservice.ts";
import { aUserDetail } from "#tests/support/builders.ts";
import { sendJson, startFakeHomeserver } from "#tests/support/fake-homeserver.ts";

test("leaves out accounts whose application service is not reported", async () => {
  await using synapse = await startFakeHomeserver();
  const reported: Record<string, object> = {
    "@bridged:test": { appservice_id: "irc" },
    "@person:test": { appservice_id: null },
    "@old:test": {},
  };
  synapse.reply(api.users.get, ({ url }, response) => {
    const name = decodeURIComponent(url.split("/").at(-1) ?? "");
    sendJson(response, 200, { ...aUserDetail({ name }), ...reported[name] });
  });
  const homeserver = { baseUrl: synapse.baseUrl, realm: "test", timeoutMs: 300 };
  expect(await appservicesOf(homeserver, Object.keys(reported))).toEqual({
    "@bridged:test": "irc",
    "@person:test": null,
  });
});
