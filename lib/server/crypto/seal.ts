import "server-only";
import { sealData, unsealData } from "iron-session";

import { keyFor, keysFor } from "./keys.ts";
import { BoundedMap } from "#lib/server/runtime/bounded-map.ts";
import { once } from "#lib/server/runtime/once.ts";

type Purpose = "session-cookie" | "sign-in-attempt" | "store";

/** Opening costs as much as the rest of a request: the last values are cached. */
const opened = () => once("opened-seals", () => new BoundedMap<string, unknown>(MOST_OPENED));
const MOST_OPENED = 400;

/** Encrypts and signs a value for one purpose. */
export const seal = (purpose: Purpose, value: unknown): Promise<string> =>
  sealData({ value }, { password: keyFor(purpose), ttl: 0 });

/** Opens data sealed for this purpose, with the current or the previous secret. Undefined: not ours. */
export async function unseal(purpose: Purpose, sealed: string): Promise<unknown> {
  const known = `${purpose} ${sealed}`;
  if (opened().has(known)) return opened().get(known);
  const value = await unsealOnce(purpose, sealed);
  if (value !== undefined) opened().set(known, value);
  return value;
}

/** The same for data opened once and not kept in memory. */
export async function unsealOnce(purpose: Purpose, sealed: string): Promise<unknown> {
  for (const password of keysFor(purpose)) {
    const data = await unsealData<{ value?: unknown }>(sealed, { password, ttl: 0 }).catch(
      () => undefined,
    );
    if (data?.value !== undefined) return data.value;
  }
  return undefined;
}
