import "server-only";

import type { Context } from "#lib/server/session/context.ts";
import { savePreferences } from "#lib/server/http/preferences-cookie.ts";
import type { ParsedInputOf } from "#lib/contract/kit/endpoint.ts";
import type { preferences } from "#lib/contract/preferences.ts";

export async function setPreferences(
  _: Context,
  { theme, density, hiddenColumns }: ParsedInputOf<typeof preferences.set>,
): Promise<Record<string, never>> {
  await savePreferences({
    ...(theme && { theme }),
    ...(density && { density }),
    ...(hiddenColumns && { hiddenColumns }),
  });
  return {};
}
