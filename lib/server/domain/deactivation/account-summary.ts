import "server-only";

import type { AccountSummary } from "#lib/contract/deactivation.ts";
import { api } from "#lib/contract/index.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import type { MediaFile } from "#lib/contract/media.ts";
import type { UserDetail } from "#lib/contract/users.ts";
import { AppError } from "#lib/errors.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { joinedRoomsOf } from "#lib/server/domain/rooms/memberships.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

/** A larger number of files is counted, but not added up. */
const MOST_FILES = 500;

export type Summarized = { user: UserDetail; holdings: AccountSummary };

/** Reads everything an account has. A part that can't be read is null. */
export async function readAccountSummary(
  homeserver: Homeserver,
  user_id: string,
): Promise<Summarized> {
  const about = { user_id };
  const { ofUser } = api.media;
  const files = ofUser.input.parse({ ...about, limit: MOST_FILES });
  const user = await callHomeserver(homeserver, api.users.get, about);
  const [rooms, devices, pushers, media] = await Promise.all([
    unlessUnread(joinedRoomsOf(homeserver, user_id)),
    unlessUnread(callHomeserver(homeserver, api.devices.list, about)),
    unlessUnread(callHomeserver(homeserver, matrix.pushers, about)),
    unlessUnread(callHomeserver(homeserver, ofUser, files)),
  ]);
  const countOf = (medium: string) =>
    user.threepids.filter((threepid) => threepid.medium === medium).length;
  return {
    user,
    holdings: {
      rooms: rooms?.length ?? null,
      devices: devices?.total ?? null,
      pushers: pushers?.total ?? null,
      emails: countOf("email"),
      phones: countOf("msisdn"),
      sign_ins: user.external_ids.length,
      media: media?.total ?? null,
      media_bytes: media && media.total <= MOST_FILES ? bytesOf(media.media) : null,
    },
  };
}

/** Null if one of the files has no known size. */
function bytesOf(files: readonly Pick<MediaFile, "media_length">[]): number | null {
  let bytes = 0;
  for (const { media_length } of files) {
    if (typeof media_length !== "number") return null;
    bytes += media_length;
  }
  return bytes;
}

/** Undefined for an unreadable part; an error that ends the whole call is thrown. */
async function unlessUnread<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (thrown) {
    const { code } = AppError.from(thrown);
    if (code === "signed_out" || code === "shutting_down") throw thrown;
    return null;
  }
}
