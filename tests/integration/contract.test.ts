import { beforeAll, expect, test } from "vitest";

import type { Endpoint, InputOf } from "#lib/contract/kit/endpoint.ts";
import { actionById, type api } from "#lib/contract/index.ts";
import { asAdmin } from "#tests/support/as-admin.ts";
import { testHomeserver } from "#tests/support/test-run.ts";

type Groups = typeof api;
type Actions = { [G in keyof Groups]: Groups[G][keyof Groups[G]] }[keyof Groups];
type Reads = Extract<Actions, Endpoint & { method: "GET" }>;

const about = { user_id: testHomeserver().admin.userId };

/** An input for every read of the homeserver. One without does not compile. */
const samples: { [E in Reads as E["id"]]: InputOf<E> } = {
  "users.list": { limit: 1 },
  "users.get": about,
  "users.nameAvailable": { username: "contract-nobody" },
  "users.findByThreepid": { medium: "email", address: "reader@contract.example.org" },
  "users.findByExternalId": { auth_provider: "oidc-contract", external_id: "reader" },
  "devices.list": about,
  "media.ofUser": about,
  "devices.get": { ...about, device_id: "CONTRACT" },
  "limits.rateLimit": about,
  "limits.features": about,
  "limits.sentInvites": { ...about, from_ts: 0 },
  "limits.joinedRooms": { ...about, from_ts: 0 },
  "connections.list": about,
  "pushers.list": about,
  "accountData.get": about,
};

let admin: Awaited<ReturnType<typeof asAdmin>>;
beforeAll(async () => {
  admin = await asAdmin(testHomeserver());
  const { user_id } = about;
  await admin.matrix.call("POST", `/_synapse/admin/v2/users/${user_id}/devices`, {
    body: { device_id: "CONTRACT" },
  });
  await admin.matrix.createUser({
    localpart: "contract-reader",
    threepids: [{ medium: "email", address: "reader@contract.example.org" }],
    external_ids: [{ auth_provider: "oidc-contract", external_id: "reader" }],
  });
});

test.each(Object.entries(samples))(
  "Synapse answers %s in the declared shape",
  async (id, input) => {
    const action = actionById.get(id);
    if (action?.kind !== "endpoint") throw new Error(`${id} is no endpoint`);
    await expect(admin.ask(action, input as never)).resolves.toBeDefined();
  },
);
