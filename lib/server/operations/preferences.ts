import "server-only";

import type { Context } from "#lib/server/session/context.ts";
import { savePreferences } from "#lib/server/http/preferences-cookie.ts";

import type { Handlers, Input } from "./handlers.ts";

async function setPreferences(
  _: Context,
  { theme, density, hiddenColumns }: Input<"preferences", "set">,
): Promise<Record<string, never>> {
  await savePreferences({
    ...(theme && { theme }),
    ...(density && { density }),
    ...(hiddenColumns && { hiddenColumns }),
  });
  return {};
}

export const preferencesHandlers = {
  set: setPreferences,
} satisfies Handlers<"preferences">;
