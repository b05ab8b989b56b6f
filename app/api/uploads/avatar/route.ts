import type * as z from "zod/mini";

import type { UploadedAvatar } from "#lib/contract/accounts.ts";
import { UserId } from "#lib/contract/kit/scalars.ts";
import { invalidInput } from "#lib/errors.ts";
import { receiveAvatar } from "#lib/server/domain/users/avatar.ts";
import { requireContext } from "#lib/server/session/context.ts";
import { jsonRoute } from "#lib/server/api/json-route.ts";
import { touchSession } from "#lib/server/session/session.ts";

/** Uploads an avatar to the homeserver. The body is the file. */
export const POST = jsonRoute(async (request) => {
  const context = await requireContext("write");
  await touchSession(context.session);
  const userId = UserId.safeParse(new URL(request.url).searchParams.get("user_id"));
  if (!userId.success) throw invalidInput(userId.error);
  const content_uri = await receiveAvatar(context, userId.data, request.body);
  return { content_uri } satisfies z.infer<typeof UploadedAvatar>;
});
