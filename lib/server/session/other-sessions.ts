import "server-only";

import { AppError } from "#lib/errors.ts";
import type { OtherSession } from "#lib/contract/session.ts";

import { openHandle, type Session } from "./session.ts";
import { readHandles, writeHandles } from "./cookie.ts";

/** This browser's open sessions at other homeservers. */
export async function otherSessions(): Promise<OtherSession[]> {
  const { others } = await readHandles();
  const opened = await Promise.all(others.map(openHandle));
  return opened.flatMap(({ session }) =>
    session ? [{ id: session.id, user_id: session.userId, realm: session.realm }] : [],
  );
}

/** Switches this browser to another of its sessions. */
export async function switchSession(id: string): Promise<Session> {
  const { current, others } = await readHandles();
  for (const handle of others) {
    const { session } = await openHandle(handle);
    if (session?.id !== id) continue;
    const rest = others.filter((other) => other !== handle);
    await writeHandles({ current: handle, others: current === null ? rest : [current, ...rest] });
    return session;
  }
  throw new AppError("signed_out");
}
