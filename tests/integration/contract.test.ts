import { beforeAll, expect, test } from "vitest";

import { toHttp, type Endpoint, type InputOf } from "#lib/contract/kit/endpoint.ts";
import { lacking } from "#lib/contract/kit/synapse-versions.ts";
import { api } from "#lib/contract/index.ts";
import { accessCalls } from "#lib/contract/internal/access.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { jobCalls, NOTICE_ID } from "#lib/contract/internal/jobs.ts";
import { mediaCalls } from "#lib/contract/internal/media.ts";
import type { MatrixClient } from "#scripts/support/synapse/client.ts";
import { IS_PINNED_VERSION, SYNAPSE_VERSION } from "#scripts/support/synapse/install.ts";
import { asAdmin } from "#tests/support/as-admin.ts";
import { missingKeys } from "#tests/support/missing-keys.ts";
import { testHomeserver } from "#tests/support/test-run.ts";
import { until } from "#scripts/support/until.ts";

const groups = { ...api, matrix, accessCalls, jobCalls, mediaCalls };
type Groups = typeof groups;
type SamplesOf<Group> = {
  [N in keyof Group as Group[N] extends { method: "GET" } ? N : never]: Group[N] extends Endpoint
    ? InputOf<Group[N]>
    : never;
};
/** An input for every read of the homeserver. One without does not compile. */
type Samples = {
  [G in keyof Groups as keyof SamplesOf<Groups[G]> extends never ? never : G]: SamplesOf<Groups[G]>;
};

const NO_POLICY = "only sent where a policy is configured";
const NO_PROVIDERS = { "flows[].identity_providers": "only sent for single sign-on" };

/** Keys that the pinned Synapse does not send here, and why. An outdated entry fails the test. */
const ABSENT: Record<string, Record<string, string>> = {
  "devices.list": { "devices[].dehydrated": "only sent where a device is dehydrated" },
  "devices.get": { dehydrated: "only sent in the list" },
  "matrix.loginFlows": NO_PROVIDERS,
  "matrix.loginFlowsR0": NO_PROVIDERS,
  "matrix.passwordPolicy": {
    "m.minimum_length": NO_POLICY,
    "m.require_digit": NO_POLICY,
    "m.require_symbol": NO_POLICY,
    "m.require_lowercase": NO_POLICY,
    "m.require_uppercase": NO_POLICY,
  },
  "jobCalls.redactStatus": {
    "failed_redactions{}": "nothing failed",
    error: "only sent for a redaction that failed",
  },
};

/** Reads that this homeserver can't answer. */
const UNANSWERED: Record<string, string> = {
  "matrix.authMetadata": "the accounts are Synapse's own",
  "matrix.authMetadataUnstable": "the accounts are Synapse's own",
};

const reads = Object.entries(groups).flatMap(([group, actions]) =>
  Object.entries<Endpoint | { kind: "operation" }>(actions).flatMap(([name, action]) => {
    if (action.kind !== "endpoint" || action.method !== "GET") return [];
    const id = `${group}.${name}`;
    if (id in UNANSWERED) return [];
    if (action.feature && lacking(SYNAPSE_VERSION, action.feature)) return [];
    return [{ id, group, name, endpoint: action }];
  }),
);

let admin: MatrixClient;
let samples: Samples;
beforeAll(async () => {
  admin = (await asAdmin(testHomeserver())).matrix;
  samples = await makeSamples(admin);
});

test.each(reads)("Synapse answers $id with every key of its schema", async (read) => {
  const { id, group, name, endpoint } = read;
  const sample = (samples as Record<string, Record<string, Record<string, unknown>>>)[group]?.[
    name
  ];
  const input = endpoint.input.parse(sample) as Record<string, unknown>;
  const answer = await admin.call(endpoint.method, toHttp(endpoint, input).target);
  expect(endpoint.output.safeParse(answer)).toMatchObject({ success: true });
  // Older versions lack some optional keys.
  if (!IS_PINNED_VERSION) return;
  expect(missingKeys(endpoint.output, answer)).toEqual(Object.keys(ABSENT[id] ?? {}));
});

/** Creates an account that has something in every list. */
async function makeSamples(by: MatrixClient): Promise<Samples> {
  const external = { auth_provider: "oidc-contract", external_id: "reader" };
  const threepid = { medium: "email", address: "reader@contract.example.org" };
  const reader = await by.createUser({
    displayname: "Reader",
    threepids: [threepid],
    external_ids: [external],
  });
  const about = { user_id: reader.userId };
  const device = { deviceId: "CONTRACT", deviceName: "Contract" };
  const client = await by.loginAs(reader.localpart, reader.password, device);

  const uri = await client.upload("note.txt", "text/plain", new TextEncoder().encode("note"));
  const [, server_name = "", media_id = ""] = /^mxc:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
  await client.call("POST", "/_matrix/client/v3/pushers/set", {
    body: {
      app_id: "org.example.contract",
      app_display_name: "Contract",
      device_display_name: "Phone",
      kind: "http",
      lang: "en",
      pushkey: "contract",
      data: { url: "http://push.invalid/_matrix/push/v1/notify", format: "event_id_only" },
    },
  });

  const { room_id } = await client.call<{ room_id: string }>(
    "POST",
    "/_matrix/client/v3/createRoom",
    { body: { room_alias_name: reader.localpart, name: "Contract" } },
  );
  const roomPath = `/_matrix/client/v3/rooms/${room_id}`;
  await client.call("PUT", `${roomPath}/send/m.room.message/1`, {
    body: { msgtype: "m.text", body: "A notice", [NOTICE_ID]: "1" },
  });
  const dataPath = `/_matrix/client/v3/user/${reader.userId}`;
  await client.call("PUT", `${dataPath}/account_data/m.direct`, { body: {} });
  await client.call("PUT", `${dataPath}/rooms/${room_id}/account_data/m.tag`, {
    body: { tags: {} },
  });

  const adminPath = "/_synapse/admin/v1";
  await by.call("POST", `${adminPath}/users/${reader.userId}/override_ratelimit`, {
    body: { messages_per_second: 5, burst_count: 10 },
  });
  await by.call("PUT", `${adminPath}/experimental_features/${reader.userId}`, {
    body: { features: { msc3881: true } },
  });
  // Another account: redacting the reader's messages would empty them.
  const { userId: redacted } = await by.createUser();
  const { redact_id } = await by.call<{ redact_id: string }>(
    "POST",
    `${adminPath}/user/${redacted}/redact`,
    { body: { rooms: [] } },
  );
  // The list of failures is only sent once it is complete.
  const statusPath = `${adminPath}/user/redact_status/${redact_id}`;
  await until(
    "the redaction to be complete",
    async () => (await by.call<{ status: string }>("GET", statusPath)).status === "complete",
    { timeoutMs: 30_000 },
  );

  return {
    users: {
      list: { limit: 1 },
      get: about,
      findByThreepid: threepid,
      findByExternalId: external,
      nameAvailable: { username: "contract-nobody" },
    },
    devices: { list: about, get: { ...about, device_id: device.deviceId } },
    media: { ofUser: about },
    limits: {
      rateLimit: about,
      features: about,
      sentInvites: { ...about, from_ts: 0 },
      joinedRooms: { ...about, from_ts: 0 },
    },
    connections: { list: about },
    pushers: { list: about },
    accountData: { get: about },
    matrix: {
      adminProbe: about,
      adminProbeByRooms: { limit: 1 },
      clientAddress: {},
      joinedRooms: about,
      pushers: about,
      memberships: about,
      roomDetails: { room_id },
      passwordPolicy: {},
      versions: {},
      loginFlows: {},
      loginFlowsR0: {},
      authMetadata: {},
      authMetadataUnstable: {},
      serverKeys: {},
      serverVersion: {},
      whoami: {},
    },
    accessCalls: { state: { room_id, type: "m.room.create" }, members: { room_id } },
    jobCalls: {
      room: { room_id },
      roomAlias: { alias: `#${reader.localpart}:${server_name}` },
      latestNotices: { room_id, dir: "b", limit: 5, filter: '{"types":["m.room.message"]}' },
      userMedia: { ...about, limit: 1 },
      redactStatus: { redact_id },
      redactions: { action_name: "redact_all_events", resource_id: redacted },
    },
    mediaCalls: { get: { server_name, media_id } },
  };
}
