import "server-only";

import type { JobTask } from "#lib/contract/jobs.ts";
import type { Kind, MakeKind } from "#lib/server/jobs/kind.ts";

import { lock, setUserType, shadowBan, suspend } from "./command.ts";
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
  lock,
  suspend,
  revoke_devices: revokeDevices,
  deactivate,
  reactivate,
  shadow_ban: shadowBan,
  set_user_type: setUserType,
  join_room: joinRoom,
  notice,
  delete_media: deleteMedia,
  redact,
  import: importUsers,
};

export const kindOf = (task: JobTask): Kind => (kinds[task.kind] as (task: JobTask) => Kind)(task);
