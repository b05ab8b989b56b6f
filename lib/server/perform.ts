import "server-only";

import { leavesNoTrace, type Published } from "#lib/contract/endpoint.ts";

import { intentOf, recorded } from "./audit.ts";
import type { Context } from "./context.ts";
import { runOperation } from "./operations/index.ts";
import { sharedRead } from "./shared-read.ts";
import { callHomeserver } from "./synapse.ts";
import { finishBeforeExit } from "./under-way.ts";

/**
 * Runs a published action with input that its contract has parsed.
 *
 * @param signal gives a read up. What leaves a trace never is: the trace is to tell how it ended.
 */
export function perform(
  context: Context,
  action: Published,
  input: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<unknown> {
  const { homeserver, session } = context;
  if (!leavesNoTrace(action)) {
    const run = () =>
      action.kind === "operation"
        ? runOperation(action, context, input)
        : callHomeserver(homeserver, action, input);
    return finishBeforeExit(() =>
      action.isRecorded ? recorded(intentOf(context, action, input), run) : run(),
    );
  }
  if (action.kind === "operation") return runOperation(action, context, input);
  return sharedRead([session.id, action.id, input], signal, (whileAsked) =>
    callHomeserver(homeserver, action, input, whileAsked),
  );
}
