import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { unstable_serialize } from "swr";

import type { PublishedAction } from "#lib/contract/index.ts";
import { queryKey, type InputOf } from "#lib/contract/kit/endpoint.ts";

import { contextOf, needOf } from "#lib/server/session/context.ts";
import { executeAction } from "./execute.ts";
import { requirePageSession } from "#lib/server/session/session.ts";

/** How long a page waits for its first answers. */
const PATIENCE_MS = 200;

export type Query = { action: PublishedAction; input: object };

/** A read whose answer is sent along with the page. */
export const query = <A extends PublishedAction>(action: A, input: InputOf<A>): Query => ({
  action,
  input,
});

/**
 * Starts a page's first reads, for its hooks to use. The answers are promises by cache key: the page is sent
 * meanwhile.
 */
export async function prefetch(...queries: Query[]): Promise<Record<string, Promise<unknown>>> {
  const session = await requirePageSession();
  const answers = queries.map(({ action, input }) => {
    const key = unstable_serialize(queryKey(action, input as never));
    const parsed = action.input.safeParse(input);
    if (!parsed.success) return [key, Promise.resolve(undefined)] as const;
    // The hook repeats a failed read, since React tells the browser no details of a server error.
    const answer = contextOf(session, needOf(action))
      .then((context) => executeAction(context, action, parsed.data))
      .catch(() => undefined);
    return [key, answer] as const;
  });
  // Immediate answers are in the page from the start; React shows later ones in batches, with a pause.
  await Promise.race([Promise.all(answers.map(([, answer]) => answer)), pause(PATIENCE_MS)]);
  return Object.fromEntries(answers);
}
