import "server-only";
import { Readable } from "node:stream";

import { api } from "#lib/contract/index.ts";
import type { Device } from "#lib/contract/devices.ts";
import type { User } from "#lib/contract/users.ts";
import type { CsvColumn } from "#lib/server/http/csv-response.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

/** Synapse returns devices account by account: a few at once, to leave it capacity. */
const ACCOUNTS_AT_ONCE = 4;

type OwnedDevice = Device & { user_id: string };

export const DEVICE_COLUMNS: readonly CsvColumn<OwnedDevice>[] = [
  { name: "user_id", holds: "matrix_id", value: ({ user_id }) => user_id },
  { name: "device_id", holds: "text", value: ({ device_id }) => device_id },
  { name: "display_name", holds: "text", value: ({ display_name }) => display_name },
  { name: "last_seen_ts", holds: "time", value: ({ last_seen_ts }) => last_seen_ts },
  { name: "last_seen_ip", holds: "text", value: ({ last_seen_ip }) => last_seen_ip },
  {
    name: "last_seen_user_agent",
    holds: "text",
    value: ({ last_seen_user_agent }) => last_seen_user_agent,
  },
  { name: "dehydrated", holds: "flag", value: ({ dehydrated }) => dehydrated },
];

/** All devices of these accounts, in the accounts' order. */
export async function* devicesOf(
  homeserver: Homeserver,
  users: AsyncGenerator<User>,
  signal: AbortSignal,
): AsyncGenerator<OwnedDevice> {
  const ofOne = async ({ name: user_id }: User): Promise<OwnedDevice[]> => {
    const about = { user_id };
    const { devices } = await callHomeserver(homeserver, api.devices.list, about, signal);
    return devices.map((device) => ({ ...device, user_id }));
  };
  const each = Readable.from(users).map(ofOne, { concurrency: ACCOUNTS_AT_ONCE, signal });
  for await (const devices of each) yield* devices as OwnedDevice[];
}
