import type { ServerResponse } from "node:http";
import * as fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";

import { actionById, api } from "#lib/contract/index.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { ERROR_STATUS } from "#lib/errors.ts";
import { aUserDetail } from "#tests/support/builders.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import {
  sendJson,
  startFakeHomeserver,
  type FakeHomeserver,
} from "#tests/support/fake-homeserver.ts";
import { startDashboard } from "#tests/support/test-run.ts";
import { Visitor } from "#tests/support/visitor.ts";

let synapse: FakeHomeserver;
let dashboard: Dashboard;
let visitor: Visitor;

const TOKEN = "syt_a_token_that_must_not_leave";

beforeAll(async () => {
  synapse = await startFakeHomeserver();
  answerAsUsual();
  dashboard = await startDashboard({
    homeserverUrl: synapse.baseUrl,
    env: { HOMESERVER_TIMEOUT_MS: "1500" },
  });
  visitor = new Visitor(dashboard.url);
  expect(await visitor.signIn("ada", "secret")).toMatchObject({ status: 200 });
  return async () => {
    await dashboard.stop();
    await synapse[Symbol.asyncDispose]();
  };
});
beforeEach(() => {
  synapse.reset();
  answerAsUsual();
});

function answerAsUsual() {
  synapse.answer(matrix.versions, { versions: ["v1.11"] });
  synapse.answer(matrix.loginFlows, { flows: [{ type: "m.login.password" }] });
  synapse.answer(matrix.login, { user_id: "@ada:test", access_token: TOKEN, device_id: "D" });
  synapse.answer(matrix.adminProbe, aUserDetail({ name: "@ada:test" }));
  synapse.answer(api.users.list, { users: [], total: 0 });
  synapse.answer(api.devices.list, { devices: [], total: 0 });
}

/** Paths that the contract describes, as patterns. */
const KNOWN = [...actionById.values(), ...Object.values(matrix)].flatMap((action) =>
  action.kind === "endpoint"
    ? [
        {
          method: action.method,
          pattern: new RegExp(`^${action.path.replace(/\{\w+\}/g, "[^/?]+")}(\\?|$)`),
        },
      ]
    : [],
);
const isKnown = ({ method, url }: { method: string; url: string }) =>
  KNOWN.some((known) => known.method === method && known.pattern.test(url));

const nasty = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "..",
    ".",
    "%2e%2e",
    "../../_matrix/client/v3/login",
    "a/b",
    "a%2Fb",
    "\0",
    "\ud800",
    "__proto__",
    "@a:b",
    "@../x:y",
  ),
);
const anId = fc.oneof(fc.constantFrom(...actionById.keys()), nasty);
const anInput = fc.oneof(
  fc.json(),
  fc.string(),
  fc
    .dictionary(
      fc.constantFrom(
        "user_id",
        "device_id",
        "devices",
        "name",
        "limit",
        "from",
        "order_by",
        "new_password",
        "logout_devices",
        "display_name",
        "theme",
        "__proto__",
      ),
      fc.oneof(nasty, fc.integer(), fc.boolean(), fc.array(nasty)),
    )
    .map((input) => JSON.stringify(input)),
);

test("never crashes on any input, and requests only what the contract has", async () => {
  const statuses = new Set([200, ...Object.values(ERROR_STATUS)]);
  await fc.assert(
    fc.asyncProperty(anId, anInput, fc.boolean(), async (id, input, isRead) => {
      // Ending the session is no accident here.
      fc.pre(id !== "session.end");
      synapse.seen.length = 0;
      const path = `/api/admin/${encodeURIComponent(id.toWellFormed())}`;
      const answer = isRead
        ? await visitor.ask(`${path}?${new URLSearchParams({ input })}`)
        : await visitor.ask(path, { method: "POST", body: input });
      // The empty id, a dot and the like are addresses of nothing: Next's own 404 and redirect.
      if (answer.json !== undefined) expect(statuses).toContain(answer.status);
      expect(answer.status).not.toBe(500);
      expect(synapse.seen.filter((call) => !isKnown(call))).toEqual([]);
      expect(answer.text).not.toContain(TOKEN);
    }),
    { numRuns: 400 },
  );
}, 120_000);

describe("homeserver failures", () => {
  const html = `<html><h1>Bad Gateway</h1>${TOKEN}</html>`;
  test.each([
    ["500 with HTML", 502, "homeserver_failed", (r: ServerResponse) => r.writeHead(500).end(html)],
    [
      "200 with HTML",
      502,
      "unexpected_response",
      (r: ServerResponse) => r.writeHead(200).end(html),
    ],
    [
      "JSON cut off",
      502,
      "unexpected_response",
      (r: ServerResponse) => r.writeHead(200).end('{"users":['),
    ],
    [
      "another shape",
      502,
      "unexpected_response",
      (r: ServerResponse) => sendJson(r, 200, { users: TOKEN }),
    ],
    [
      "a redirect elsewhere",
      502,
      "unexpected_response",
      (r: ServerResponse) => r.writeHead(302, { location: "http://127.0.0.1:9/" }).end(),
    ],
    ["silence", 504, "homeserver_timeout", () => undefined],
    ["a broken connection", 503, "homeserver_unreachable", (r: ServerResponse) => r.destroy()],
    [
      "429",
      429,
      "rate_limited",
      (r: ServerResponse) =>
        sendJson(r, 429, { errcode: "M_LIMIT_EXCEEDED", retry_after_ms: 2000 }),
    ],
  ])(
    "maps the failure to an error code, and reveals no more: %s",
    async (_, status, code, does) => {
      synapse.reply(api.users.list, (_seen, response) => does(response));
      const answer = await visitor.read("users.list");
      expect(answer).toMatchObject({ status, json: { code } });
      expect(answer.text).not.toContain(TOKEN);
      expect(answer.text).not.toContain("Bad Gateway");

      // The page stays up, whatever its first answer was.
      const page = await visitor.ask("/users");
      expect(page.status).toBe(200);
      expect(page.text).not.toContain(TOKEN);
    },
  );
});

describe("oversized bodies", () => {
  test("rejects 10 MB of a write without reading them", async () => {
    const answer = await visitor.write("devices.revoke", {
      user_id: "@a:b",
      devices: ["x".repeat(10_000_000)],
    });
    expect(answer).toMatchObject({ status: 413, json: { code: "too_large" } });
  });

  test("rejects 5 KB of a read without reading them", async () => {
    expect(await visitor.read("users.list", { name: "x".repeat(5000) })).toMatchObject({
      status: 413,
    });
  });
});

test.each(["PUT", "DELETE", "PATCH", "OPTIONS"])("rejects %s", async (method) => {
  const answer = await visitor.ask("/api/admin/users.list", { method });
  expect([204, 404, 405]).toContain(answer.status);
  expect(synapse.seen).toEqual([]);
});
