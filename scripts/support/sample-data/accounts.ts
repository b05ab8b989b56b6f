import type { MatrixClient } from "#scripts/support/synapse/client.ts";

import { lastUsedAt, loggedInAt, type Device } from "./devices.ts";
import { registerInvited } from "./invitations.ts";
import { DAY, MINUTE } from "./durations.ts";
import { type Person } from "./people.ts";
import { userAvatar } from "./pictures.ts";
import { createRandom } from "./random.ts";
import { path, type Cast, type Scene } from "./scene.ts";

const WHOAMI = "/_matrix/client/v3/account/whoami";
const REGISTER = "/_matrix/client/v3/register";

/** Plans that every user gets an account, logs in on their devices, and uses them. */
export function planAccounts(scene: Scene): Cast {
  const { timeline, serverName, people, bridge } = scene;
  const accounts = new Map<Person, Promise<unknown>>();
  const clients = new Map<Device, Promise<MatrixClient>>();
  const idOf = ({ localpart }: Person) => `@${localpart}:${serverName}`;
  const [founder] = people;

  for (const [seed, person] of people.entries()) {
    const userId = idOf(person);
    const account = timeline.at(person.createdAt, () => makeAccount(scene, person, userId));
    accounts.set(person, account);
    for (const device of person.devices) {
      const login = () => (person === founder ? scene.admin : logIn(scene, person, device));
      clients.set(device, planDevice(scene, device, account, login));
    }
    const [device] = person.devices.toSorted((a, b) => loggedInAt(a) - loggedInAt(b));
    const client = device && clients.get(device);
    if (client && person.hasAvatar) {
      // Before they join rooms, since a later change is written to each of them.
      const time = Math.min(loggedInAt(device) + MINUTE, lastUsedAt(device));
      void timeline.at(time, async () => setAvatar(await client, userId, seed));
    }
  }
  planGuests(scene);

  return {
    idOf,
    actorAt(person, time) {
      const userId = idOf(person);
      const account = accounts.get(person);
      if (account && person.kind === "puppet" && time > person.createdAt) {
        const puppet = bridge.as({ query: { user_id: userId } });
        return { userId, client: account.then(() => puppet), until: scene.now };
      }
      const device = person.devices.find(
        (each) => loggedInAt(each) <= time && time <= lastUsedAt(each),
      );
      const client = device && clients.get(device);
      return client && { userId, client, until: lastUsedAt(device) };
    },
  };
}

async function makeAccount(
  { admin, bridge, anyone, people, password }: Scene,
  person: Person,
  userId: string,
) {
  const { localpart, displayName, kind } = person;
  if (kind === "puppet") {
    const body = { type: "m.login.application_service", username: localpart, inhibit_login: true };
    await bridge.call("POST", REGISTER, { body });
  }
  if (kind === "invited") await registerInvited(anyone, localpart, password);

  const threepids = person.emails.map((address) => ({ medium: "email", address }));
  if (person.phone) threepids.push({ medium: "msisdn", address: person.phone });
  // A new password would end the founder's session.
  const isNew = person !== people[0] && (kind === "person" || kind === "bot" || kind === "support");
  await admin.call("PUT", path`/_synapse/admin/v2/users/${userId}`, {
    body: {
      displayname: displayName ?? "",
      threepids,
      ...(isNew && { password, admin: person.isAdmin }),
      ...((kind === "bot" || kind === "support") && { user_type: kind }),
      ...(person.externalId && {
        external_ids: [{ auth_provider: "oidc-harbour", external_id: person.externalId }],
      }),
    },
  });
}

/** Logs a user in on their device, from its first address. */
export function logIn(
  { anyone, password }: Pick<Scene, "anyone" | "password">,
  { localpart }: Person,
  device: Device,
): Promise<MatrixClient> {
  const { id, name, userAgent, uses } = device;
  return anyone
    .as({ userAgent, ip: uses[0].ip })
    .loginAs(localpart, password, { deviceId: id, deviceName: name });
}

function planDevice(
  { timeline }: Scene,
  { uses }: Device,
  account: Promise<unknown>,
  login: () => MatrixClient | Promise<MatrixClient>,
): Promise<MatrixClient> {
  const [first, ...later] = uses;
  const client = timeline.at(first.time, async () => {
    await account;
    const user = await login();
    // A login alone does not count as seen.
    await user.call("GET", WHOAMI);
    return user;
  });
  for (const { time, ip } of later) {
    void timeline.at(time, async () => (await client).as({ ip }).call("GET", WHOAMI));
  }
  return client;
}

async function setAvatar(client: MatrixClient, userId: string, seed: number) {
  const picture = userAvatar(createRandom(100 + seed));
  const avatar_url = await client.upload("avatar.png", "image/png", picture);
  await client.call("PUT", path`/_matrix/client/v3/profile/${userId}/avatar_url`, {
    body: { avatar_url },
  });
}

function planGuests({ timeline, now, anyone }: Scene) {
  for (const days of [40, 3]) {
    void timeline.at(now - days * DAY, () =>
      anyone.call("POST", REGISTER, { body: {}, query: { kind: "guest" } }),
    );
  }
}
