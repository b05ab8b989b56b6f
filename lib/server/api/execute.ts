import "server-only";

import type { PublishedAction } from "#lib/contract/index.ts";
import { isPureRead } from "#lib/contract/kit/endpoint.ts";

import { intentOf, recorded } from "#lib/server/audit/record.ts";
import type { Context } from "#lib/server/session/context.ts";
import { runOperation } from "#lib/server/operations/index.ts";
import { coalesceRead } from "#lib/server/runtime/coalesce-reads.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";
import { trackInFlight } from "#lib/server/runtime/shutdown.ts";

/**
 * Runs a published action with parsed input.
 * @param signal aborts a read, unless it is recorded: the record must have an outcome.
 */
export function executeAction(
  context: Context,
  action: PublishedAction,
  input: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<unknown> {
  const { homeserver, session } = context;
  if (!isPureRead(action)) {
    const run = () =>
      action.kind === "operation"
        ? runOperation(action, context, input)
        : callHomeserver(homeserver, action, input);
    return trackInFlight(() =>
      action.isRecorded ? recorded(intentOf(context, action, input), run) : run(),
    );
  }
  if (action.kind === "operation") return runOperation(action, context, input);
  return coalesceRead([session.id, action.id, input], signal, (whileAsked) =>
    callHomeserver(homeserver, action, input, whileAsked),
  );
}
