import "server-only";
import { cookies } from "next/headers";

import { Preferences } from "#lib/contract/preferences.ts";

import { cookieName, cookieOptions } from "./cookies.ts";

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const name = () => cookieName("synapse-dashboard-preferences");

/** This browser's preferences; those of an older version are ignored. */
export async function readPreferences(): Promise<Preferences> {
  const { success, data } = Preferences.safeParse(parse((await cookies()).get(name())?.value));
  return success ? data : Preferences.parse({});
}

export async function savePreferences(changed: Partial<Preferences>): Promise<void> {
  const saved = { ...(await readPreferences()), ...changed };
  const expires = new Date(Date.now() + YEAR_MS);
  (await cookies()).set(name(), JSON.stringify(saved), { ...cookieOptions(), expires });
}

function parse(json = "{}"): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return {};
  }
}
