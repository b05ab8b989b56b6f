import "server-only";

import type { PublishedId } from "#lib/contract/index.ts";
import type { Endpoint, Published } from "#lib/contract/kit/endpoint.ts";
import type { Kind, Work } from "#lib/server/jobs/kind.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

const SETTLE_TIMEOUT_MS = 10_000;

/** One call for each target, for a command whose contract allows many. */
export function command(
  action: Published<Endpoint, PublishedId>,
  rest: Record<string, unknown>,
): Kind {
  const { bulk, target: key = "" } = action;
  if (!bulk) throw new Error(`${action.id} is not done to many`);
  const inputFor = ({ target }: Work) => ({ ...rest, [key]: target });
  return {
    concurrency: bulk.concurrency,
    settleTimeoutMs: SETTLE_TIMEOUT_MS,
    run: async (work) => {
      const input = action.input.parse(inputFor(work));
      await work.record(action.id, input, () => callHomeserver(work.homeserver, action, input));
      return {};
    },
    verify: async (work) => {
      const about = bulk.verify.input.parse({ [key]: work.target });
      const now = await callHomeserver(work.homeserver, bulk.verify, about);
      return bulk.isSettled(now as Record<string, unknown>, inputFor(work)) ? {} : undefined;
    },
  };
}
