import { beforeEach, describe, expect, test } from "vitest";

import type { DiagnosticsQuestion } from "#lib/contract/sign-in/diagnostics.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { examine } from "#lib/server/domain/diagnostics/examine.ts";
import { env } from "#lib/server/runtime/env.ts";
import { aMasServer } from "#tests/support/builders.ts";
import { startFakeHomeserver, type FakeHomeserver } from "#tests/support/fake-homeserver.ts";

let synapse: FakeHomeserver;
let person = 0;
beforeEach(async () => {
  synapse = await startFakeHomeserver();
  env().HOMESERVER_URL = synapse.baseUrl;
  person += 1;
  synapse.answer(matrix.versions, { versions: ["v1.1", "v1.11"] });
  synapse.answer(matrix.loginFlows, { flows: [{ type: "m.login.password" }] });
  synapse.answer(matrix.serverVersion, { server_version: "1.163.2" });
  synapse.answer(matrix.login, { user_id: "@ada:test", access_token: "syt_once", device_id: "D" });
  synapse.answer(matrix.logout, {});
  synapse.answer(matrix.adminProbe, { displayname: "Ada" });
  return () => synapse[Symbol.asyncDispose]();
});

const look = async (question: DiagnosticsQuestion = {}) => {
  const { steps } = await examine(question, `192.0.2.${person}`);
  return Object.fromEntries(steps.map(({ step, ...found }) => [step, found]));
};
const results = async (question?: DiagnosticsQuestion) =>
  Object.entries(await look(question)).map(([step, { is }]) => `${step} ${is}`);
const WITH_PASSWORD = { user: "ada.lind", password: "hunter2hunter2" };

test("reports the request, the answer and the duration of each successful step", async () => {
  const steps = await look();
  expect(steps["versions"]).toMatchObject({
    is: "ok",
    asked: `GET ${synapse.baseUrl}/_matrix/client/versions`,
    status: 200,
    ms: expect.any(Number),
    came: expect.stringContaining("v1.11"),
  });
  expect(steps["admin_api"]).toMatchObject({ is: "ok" });
  expect(steps["synapse_version"]).toMatchObject({ is: "ok", came: "Synapse 1.163.2" });
  expect(steps["sign_in"]).toMatchObject({ is: "left" });
});

test("tests sign-in with a password, and signs out again", async () => {
  expect(await look(WITH_PASSWORD)).toMatchObject({
    sign_in: { is: "ok" },
    admin_right: { is: "ok" },
  });
  const ended = synapse.seen.filter(({ url }) => url === matrix.logout.path);
  expect(ended.map(({ headers }) => headers.authorization)).toEqual(["Bearer syt_once"]);
});

test("keeps secrets and the person's identity out of the report", async () => {
  const report = JSON.stringify(await look(WITH_PASSWORD));
  expect(report).not.toMatch(/hunter2|syt_once|ada\.lind/);
});

describe("a failing step", () => {
  test("reports that nothing answers at the address", async () => {
    await synapse[Symbol.asyncDispose]();
    const steps = await look();
    expect(steps["versions"]).toMatchObject({
      is: "failed",
      error: { code: "homeserver_unreachable", details: { technical: "ECONNREFUSED" } },
    });
    expect(steps["admin_api"]).toMatchObject({ is: "left" });
  });

  test("reports a name unknown to the DNS", async () => {
    env().HOMESERVER_URL = "http://no-such-host.invalid";
    expect(await look()).toMatchObject({
      dns: {
        is: "failed",
        error: { details: { technical: expect.stringMatching(/ENOTFOUND|EAI/) } },
      },
    });
  });

  test("reports plain HTTP where HTTPS is expected", async () => {
    env().HOMESERVER_URL = synapse.baseUrl.replace("http:", "https:");
    expect(await look()).toMatchObject({ tls: { is: "failed" }, versions: { is: "left" } });
  });

  test("reports a web page instead of a homeserver", async () => {
    synapse.reply(matrix.versions, (_, response) => response.end("<html>Welcome to nginx</html>"));
    expect(await look()).toMatchObject({
      versions: { is: "failed", status: 200, error: { code: "not_a_homeserver" } },
    });
  });

  test("reports hidden sign-in methods", async () => {
    synapse.reply(matrix.loginFlows, (_, response) => response.writeHead(502).end("<html>"));
    expect(await look()).toMatchObject({ login_flows: { is: "failed", status: 502 } });
  });

  test("reports a homeserver with neither passwords nor single sign-on", async () => {
    synapse.answer(matrix.loginFlows, { flows: [{ type: "m.login.application_service" }] });
    expect(await look()).toMatchObject({ login_flows: { is: "warn" } });
  });

  test("reports an authentication service that the homeserver does not describe", async () => {
    synapse.answer(matrix.authMetadata, { issuer: "https://auth.example.org/" });
    expect(await look()).toMatchObject({
      mas: { is: "failed", came: "https://auth.example.org/", error: { code: "mas_unusable" } },
      mas_client: { is: "left" },
    });
  });

  test("reports an authentication service with a hidden admin API", async () => {
    env().OAUTH_CLIENT_ID = "from-its-configuration";
    synapse.answer(matrix.authMetadata, aMasServer(synapse.baseUrl));
    expect(await look()).toMatchObject({
      mas: { is: "ok" },
      mas_client: { is: "ok", came: "from-its-configuration" },
      mas_admin_api: { is: "warn", status: 404 },
    });
  });

  test("reports an admin API hidden by a proxy", async () => {
    synapse.reply(matrix.serverVersion, (_, response) => response.writeHead(404).end("<html>"));
    expect(await look()).toMatchObject({
      admin_api: {
        is: "failed",
        error: { code: "admin_api_unreachable", details: { status: 404 } },
      },
    });
  });

  test("reports an unsupported Synapse version", async () => {
    synapse.answer(matrix.serverVersion, { server_version: "1.120.2 (b=main,abc)" });
    expect(await look()).toMatchObject({
      admin_api: { is: "ok" },
      synapse_version: { is: "warn", came: "Synapse 1.120.2 (b=main,abc)" },
    });
  });

  test("reports media served elsewhere", async () => {
    expect(await results()).toContain("media warn");
  });

  test("reports a wrong password", async () => {
    synapse.refuse(matrix.login, 403, "M_FORBIDDEN");
    expect(await look(WITH_PASSWORD)).toMatchObject({
      sign_in: { is: "failed", error: { code: "wrong_credentials" } },
      admin_right: { is: "left" },
    });
  });

  test("reports an account that is not an admin", async () => {
    synapse.refuse(matrix.adminProbe, 403, "M_FORBIDDEN");
    expect(await look(WITH_PASSWORD)).toMatchObject({
      sign_in: { is: "ok" },
      admin_right: { is: "failed", error: { code: "not_admin" } },
    });
  });
});

test("limits diagnostics per address", async () => {
  for (let times = 0; times < 10; times += 1) await look();
  const asked = synapse.seen.length;
  await expect(look()).rejects.toMatchObject({ code: "too_many_attempts" });
  expect(synapse.seen).toHaveLength(asked);
});
