import "server-only";
import { cookies } from "next/headers";

import { Preferences } from "#lib/contract/preferences.ts";
import { tryJson } from "#lib/try-json.ts";
import { DAY_MS } from "#lib/durations.ts";

import { cookieName, cookieOptions } from "./cookies.ts";

const YEAR_MS = 365 * DAY_MS;
const name = () => cookieName("synapse-dashboard-preferences");

/** This browser's preferences; those of an older version are ignored. */
export async function readPreferences(): Promise<Preferences> {
  const saved = (await cookies()).get(name())?.value ?? "";
  const { success, data } = Preferences.safeParse(tryJson(saved));
  return success ? data : Preferences.parse({});
}

export async function savePreferences(changed: Partial<Preferences>): Promise<void> {
  const saved = { ...(await readPreferences()), ...changed };
  const expires = new Date(Date.now() + YEAR_MS);
  (await cookies()).set(name(), JSON.stringify(saved), { ...cookieOptions(), expires });
}
