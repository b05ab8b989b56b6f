import "server-only";

import { api } from "#lib/contract/index.ts";
import type { JobTask } from "#lib/contract/jobs.ts";
import type { Kind, MakeKind } from "#lib/server/jobs/kind.ts";

import { command } from "./command.ts";
import { deactivate } from "./deactivate.ts";
import { deleteMedia } from "./delete-media.ts";
import { importUsers } from "./import.ts";
import { reactivate } from "./reactivate.ts";
import { joinRoom } from "./join-room.ts";
import { notice } from "./notice.ts";
import { redact } from "./redact.ts";
import { revokeDevices } from "./revoke-devices.ts";

/** How each kind of job works. A kind missing here does not compile. */
const kinds: { [K in JobTask["kind"]]: MakeKind<K> } = {
  lock: ({ locked }) => command(api.users.lock, { locked }),
  suspend: ({ suspend }) => command(api.users.suspend, { suspend }),
  revoke_devices: revokeDevices,
  deactivate,
  reactivate,
  shadow_ban: ({ banned }) => command(banned ? api.users.shadowBan : api.users.shadowUnban, {}),
  set_user_type: ({ user_type }) => command(api.users.setType, { user_type }),
  join_room: joinRoom,
  notice,
  delete_media: deleteMedia,
  redact,
  import: importUsers,
};

export const kindOf = (task: JobTask): Kind => (kinds[task.kind] as (task: JobTask) => Kind)(task);
