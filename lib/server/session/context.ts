import "server-only";

import { groupOf, type Published } from "#lib/contract/kit/endpoint.ts";

import { requireAdminStill } from "./admin-rights.ts";
import { homeserver, type Context } from "./connect.ts";
import { requireSession, type Session } from "./session.ts";

export type { Context };

/**
 * What an action needs besides an open session. `own`: nothing more, since it concerns only that session or
 * browser. `read` and `write`: admin rights, which reads keep for some minutes during an outage.
 */
export type Need = "own" | "read" | "write";

const ABOUT_ONESELF = new Set(["session", "preferences"]);

export function needOf({ id, reads }: Pick<Published, "id" | "reads">): Need {
  if (ABOUT_ONESELF.has(groupOf(id))) return "own";
  // A job that overloads the homeserver must stop even if that no longer answers.
  return reads || id === "jobs.pause" ? "read" : "write";
}

/** For handlers: the one way to a context. */
export const requireContext = async (need: Need): Promise<Context> =>
  contextOf(await requireSession(), need);

/** For pages, which already have a session. */
export async function contextOf(session: Session, need: Need): Promise<Context> {
  const context = { session, homeserver: await homeserver(session) };
  if (need !== "own") await requireAdminStill(context, { survivesOutage: need === "read" });
  return context;
}
