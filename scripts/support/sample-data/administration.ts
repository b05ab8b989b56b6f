import { until } from "#scripts/support/until.ts";

import type { Message } from "./chat.ts";
import { lastUsedAt } from "./devices.ts";
import { DAY, HOUR } from "./durations.ts";
import type { Fate } from "./names.ts";
import type { Person } from "./people.ts";
import { path, type Cast, type Room, type Scene } from "./scene.ts";

const QUARANTINED = 5;
const PROTECTED = 3;
const BLOCKED = "Old newsletter";
const NOTICE = "The server is updated on Sunday at 02:00 UTC and will be away for a few minutes.";

/** Plans the admins' actions: locking accounts, quarantining media, sending notices and so on. */
export function planAdministration(
  scene: Scene,
  cast: Cast,
  rooms: Room[],
  messages: Message[],
): void {
  const { timeline, now, random, admin, people, serverName } = scene;
  for (const person of people) {
    const { fate, devices } = person;
    if (!fate) continue;
    const idle = Math.max(person.createdAt, ...devices.map(lastUsedAt)) + HOUR;
    const time = Math.max(idle, now - random.between(DAY, 80 * DAY));
    void timeline.alone(time, () => meet(fate, scene, cast.idOf(person)));
  }

  const shared = messages.filter(({ time }) => time < now - DAY);
  void timeline.alone(now - 20 * HOUR, async () => {
    const sent = await Promise.all(shared.map((message) => message.sent));
    const media = sent.flatMap((each) => each.media?.split("/").pop() ?? []);
    const chosen = random.sample(media, QUARANTINED + PROTECTED);
    for (const [index, id] of chosen.entries()) {
      const act = index < QUARANTINED ? path`quarantine/${serverName}/${id}` : path`protect/${id}`;
      await admin.call("POST", `/_synapse/admin/v1/media/${act}`, { body: {} });
    }
  });

  const blocked = rooms.find(({ plan }) => plan.name === BLOCKED);
  void timeline.alone(now - 18 * HOUR, async () => {
    const where = path`/_synapse/admin/v1/rooms/${(await blocked?.id) ?? ""}/block`;
    await admin.call("PUT", where, { body: { block: true } });
  });

  const noted = people.filter(({ fate, kind }) => kind === "person" && !fate).slice(1, 3);
  for (const person of noted) {
    void timeline.alone(now - 2 * DAY, () =>
      admin.call("POST", "/_synapse/admin/v1/send_server_notice", {
        body: { user_id: cast.idOf(person), content: { msgtype: "m.text", body: NOTICE } },
      }),
    );
  }
  planLimits(scene, cast);
  planClientData(scene, cast, rooms);
}

async function meet(fate: Fate, { admin }: Scene, user: string): Promise<void> {
  const acts: Record<Fate, [method: string, path: string, body: object]> = {
    deactivated: ["POST", path`/_synapse/admin/v1/deactivate/${user}`, { erase: false }],
    erased: ["POST", path`/_synapse/admin/v1/deactivate/${user}`, { erase: true }],
    locked: ["PUT", path`/_synapse/admin/v2/users/${user}`, { locked: true }],
    suspended: ["PUT", path`/_synapse/admin/v1/suspend/${user}`, { suspend: true }],
    shadowBanned: ["POST", path`/_synapse/admin/v1/users/${user}/shadow_ban`, {}],
  };
  const [method, where, body] = acts[fate];
  await admin.call(method, where, { body });
  if (fate !== "deactivated" && fate !== "erased") return;
  // Synapse leaves the account's rooms after its answer.
  const hasLeft = async () => {
    const joined = await admin.call<{ total: number }>(
      "GET",
      path`/_synapse/admin/v1/users/${user}/joined_rooms`,
    );
    return joined.total === 0;
  };
  await until(`${user} to leave all rooms`, hasLeft, { timeoutMs: 60_000 });
}

function planLimits({ timeline, now, admin, people }: Scene, cast: Cast) {
  for (const person of people.filter(({ kind }) => kind === "bot")) {
    const time = Math.max(person.createdAt + HOUR, now - 100 * DAY);
    void timeline.alone(time, () =>
      admin.call("POST", path`/_synapse/admin/v1/users/${cast.idOf(person)}/override_ratelimit`, {
        body: { messages_per_second: 5, burst_count: 20 },
      }),
    );
  }
}

/** The clients' data on the server: settings and push targets. */
function planClientData({ timeline, people }: Scene, cast: Cast, rooms: Room[]) {
  const withDevice = (person: Person) => person.kind === "person" && person.devices.length > 0;
  for (const person of people.filter(withDevice).slice(0, 10)) {
    const [device] = person.devices;
    if (!device) continue;
    const time = lastUsedAt(device);
    const actor = cast.actorAt(person, time);
    void timeline.alone(time, async () => {
      const client = await actor?.client;
      if (!client) return;
      const recent_rooms = await Promise.all(rooms.slice(0, 3).map(({ id }) => id));
      const user = path`/_matrix/client/v3/user/${cast.idOf(person)}`;
      await client.call("PUT", `${user}/account_data/im.vector.setting.breadcrumbs`, {
        body: { recent_rooms },
      });
      await client.call("POST", "/_matrix/client/v3/pushers/set", {
        body: {
          kind: "http",
          app_id: "io.element.android.x",
          app_display_name: "Element X",
          device_display_name: device.name,
          pushkey: `sample-${person.localpart}`,
          lang: "en",
          data: { url: "https://push.invalid/_matrix/push/v1/notify" },
        },
      });
    });
  }
}
