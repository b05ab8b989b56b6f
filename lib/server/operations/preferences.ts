import "server-only";

import type { Context } from "#lib/server/context.ts";
import { savePreferences } from "#lib/server/preferences.ts";
import type { ParsedInputOf } from "#lib/contract/endpoint.ts";
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
