import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { unstable_serialize } from "swr";

import { queryKey, type InputOf, type Published } from "#lib/contract/kit/endpoint.ts";

import { contextOf, needOf } from "#lib/server/session/context.ts";
import { executeAction } from "./execute.ts";
import { requirePageSession } from "#lib/server/session/session.ts";

/** How long a page is held back for its first answers. */
const PATIENCE_MS = 200;

export type Query = { action: Published; input: object };

/** One read whose answer goes along with the page. */
export const query = <A extends Published>(action: A, input: InputOf<A>): Query => ({
  action,
  input,
});

/**
 * Asks the first questions of a page, for its hooks to find the answers instead of asking themselves.
 * The answers are promises by cache key: the page is sent meanwhile.
 */
export async function prefetch(...queries: Query[]): Promise<Record<string, Promise<unknown>>> {
  const session = await requirePageSession();
  const answers = queries.map(({ action, input }) => {
    const key = unstable_serialize(queryKey(action, input as never));
    const parsed = action.input.safeParse(input);
    if (!parsed.success) return [key, Promise.resolve(undefined)] as const;
    // A failure is left for the hook to meet again, since React tells the browser nothing of a
    // server error but that there was one.
    const answer = contextOf(session, needOf(action))
      .then((context) => executeAction(context, action, parsed.data))
      .catch(() => undefined);
    return [key, answer] as const;
  });
  // Answers that come at once are part of the page from the beginning; what streams in later is
  // shown by React in batches, with a pause in between.
  await Promise.race([Promise.all(answers.map(([, answer]) => answer)), pause(PATIENCE_MS)]);
  return Object.fromEntries(answers);
}
