import "server-only";

import { AVATAR_MAX_BYTES, UploadedAvatar } from "#lib/contract/accounts.ts";
import { AppError } from "#lib/errors.ts";
import { recorded, type Intent } from "#lib/server/audit/record.ts";
import { tryJson } from "#lib/try-json.ts";
import type { Context } from "#lib/server/session/context.ts";
import { fromMatrixError } from "#lib/server/homeserver/errors.ts";
import { requestHomeserver, type Homeserver } from "#lib/server/homeserver/request.ts";
import { readLimited, TooLarge } from "#lib/server/http/read-limited.ts";

const MAX_ANSWER_BYTES = 64 * 1024;

/** The first bytes of each type, in hexadecimal. A browser may claim any type. */
const BEGINNINGS: readonly [type: string, begins: RegExp][] = [
  ["image/png", /^89504e470d0a1a0a/],
  ["image/jpeg", /^ffd8ff/],
  ["image/gif", /^474946383[79]61/],
  ["image/webp", /^52494646.{8}57454250/],
];

/** The type of an image that can't contain scripts; undefined for anything else. */
export const pictureType = (bytes: Buffer): string | undefined => {
  const begin = bytes.subarray(0, 16).toString("hex");
  return BEGINNINGS.find(([, begins]) => begins.test(begin))?.[0];
};

/** Uploads an avatar to the homeserver, and returns its address there. */
export async function receiveAvatar(
  { session, homeserver }: Context,
  user_id: string,
  body: AsyncIterable<Uint8Array> | null,
): Promise<string> {
  const bytes = body ? await readAll(body) : Buffer.alloc(0);
  const type = pictureType(bytes);
  if (!type) throw new AppError("not_a_picture");
  const intent: Intent = {
    who: session.userId,
    realm: session.realm,
    address: homeserver.clientAddress,
    action: "users.uploadAvatar",
    target: user_id,
    input: { user_id, type, bytes: bytes.byteLength },
  };
  return recorded(intent, () => upload(homeserver, type, bytes));
}

async function readAll(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  try {
    return await readLimited(body, AVATAR_MAX_BYTES);
  } catch (cause) {
    throw cause instanceof TooLarge ? new AppError("too_large", {}, { cause }) : cause;
  }
}

/** https://spec.matrix.org/latest/client-server-api/#post_matrixmediav3upload */
async function upload(homeserver: Homeserver, contentType: string, body: Buffer): Promise<string> {
  const { status, bytes } = await requestHomeserver(homeserver, {
    method: "POST",
    target: "/_matrix/media/v3/upload?filename=avatar",
    body,
    contentType,
    reads: false,
    maxBytes: MAX_ANSWER_BYTES,
  });
  const payload = tryJson(bytes);
  if (status >= 300) throw fromMatrixError(status, payload, { reads: false, secrets: [] });
  const answer = UploadedAvatar.safeParse(payload);
  if (!answer.success) throw new AppError("outcome_unknown", { status }, { cause: answer.error });
  return answer.data.content_uri;
}
