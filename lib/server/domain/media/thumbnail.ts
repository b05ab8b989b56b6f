import "server-only";
import * as z from "zod/mini";

import { mediaCalls } from "#lib/contract/internal/media.ts";
import { AppError, ERROR_STATUS } from "#lib/errors.ts";

import { recorded, type Intent } from "#lib/server/audit/record.ts";
import type { Context } from "#lib/server/session/context.ts";
import { requestHomeserver, type Homeserver } from "#lib/server/homeserver/request.ts";
import { rasterType } from "#lib/server/homeserver/image-type.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

const MAX_THUMBNAIL_BYTES = 2 * 1024 * 1024;
const MAX_PREVIEW_BYTES = 8 * 1024 * 1024;

const Asked = z.object({
  server: z
    .string()
    .check(z.regex(/^[\w.-]+(:\d+)?$|^\[[\da-fA-F:.]+\](:\d+)?$/), z.maxLength(255)),
  id: z.string().check(z.regex(/^(?!\.{1,2}$)[\w.~-]+$/), z.maxLength(255)),
  size: z.enum(["32", "96", "preview"]),
});
type Asked = z.infer<typeof Asked>;

/** An uploaded file must not run anything, even when opened directly. */
const HARMLESS = {
  "content-security-policy": "sandbox; default-src 'none'",
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
};

/**
 * Serves an image of a Matrix file: a small square one for an avatar, or a preview large enough to judge it.
 * Viewing a user's file is recorded; avatars are public anyway.
 */
export async function picture(
  context: Context,
  asked: Record<string, unknown>,
  signal: AbortSignal,
): Promise<Response> {
  const input = Asked.safeParse(asked);
  if (!input.success) return nothing(ERROR_STATUS.invalid_input);
  const { size } = input.data;
  if (size !== "preview") return thumbnail(context.homeserver, input.data, signal);
  const { server: server_name, id: media_id } = input.data;
  const about: Intent = {
    who: context.session.userId,
    realm: context.session.realm,
    address: context.homeserver.clientAddress,
    action: "media.view",
    target: await whoseIs(context.homeserver, input.data),
    input: { server_name, media_id },
  };
  return recorded(about, () => thumbnail(context.homeserver, input.data, signal));
}

/**
 * The file's owner, whose history records the view; an older Synapse knows none, and a remote file has none.
 */
async function whoseIs(homeserver: Homeserver, { server, id }: Asked): Promise<string> {
  const file = { server_name: server, media_id: id };
  const found = await callHomeserver(homeserver, mediaCalls.get, file).catch(() => undefined);
  return found?.media_info.user_id ?? `mxc://${server}/${id}`;
}

/** https://spec.matrix.org/latest/client-server-api/#get_matrixclientv1mediathumbnailservernamemediaid */
async function thumbnail(
  homeserver: Homeserver,
  { server, id, size }: Asked,
  signal: AbortSignal,
): Promise<Response> {
  const isPreview = size === "preview";
  const query = new URLSearchParams(
    isPreview
      ? { width: "640", height: "480", method: "scale" }
      : { width: size, height: size, method: "crop" },
  );
  const target = `/_matrix/client/v1/media/thumbnail/${encodeURIComponent(server)}/${encodeURIComponent(id)}?${query}`;
  const maxBytes = isPreview ? MAX_PREVIEW_BYTES : MAX_THUMBNAIL_BYTES;
  try {
    const { status, contentType, bytes } = await requestHomeserver(
      homeserver,
      { method: "GET", target, reads: true, maxBytes },
      signal,
    );
    const type = rasterType(contentType);
    // Quarantined, deleted, or no image: expected, so not reported as an error.
    if (status !== 200 || !type) return nothing(204);
    return new Response(new Uint8Array(bytes), {
      headers: {
        ...HARMLESS,
        "content-type": type,
        // A previewed file may be quarantined a moment later.
        "cache-control": isPreview ? "no-store" : "private, max-age=86400, immutable",
      },
    });
  } catch (error) {
    return nothing(ERROR_STATUS[AppError.from(error).code]);
  }
}

const nothing = (status: number) =>
  new Response(null, { status, headers: { "cache-control": "no-store" } });
