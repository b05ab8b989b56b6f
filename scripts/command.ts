import { constants } from "node:os";

import { onStopSignals } from "#lib/stop-signals.ts";
import { SetupError } from "./support/setup-error.ts";

import { HelpAsked } from "./arguments.ts";

/**
 * Runs a command. A first signal stops it in order, a second one at once; an error is one line. Exits with
 * the number that the command returns.
 */
export async function runCommand(run: (signal: AbortSignal) => Promise<number>): Promise<never> {
  const asked = new AbortController();
  let code = 0;
  const codeOf = (signal: NodeJS.Signals) => 128 + constants.signals[signal];
  onStopSignals(
    (signal) => {
      code = codeOf(signal);
      asked.abort();
    },
    (signal) => process.exit(codeOf(signal)),
  );
  // After SIGHUP no terminal is left, which must not leave anything running.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  try {
    code = await run(asked.signal);
  } catch (error) {
    if (error instanceof HelpAsked) console.log(error.message);
    else if (!asked.signal.aborted) {
      code = 1;
      console.error(error instanceof SetupError ? error.message : error);
    }
  }
  process.exit(code);
}

/** Runs two things at once. When one fails, stops the other and throws that failure. */
export async function together<A, B>(
  signal: AbortSignal,
  first: (signal: AbortSignal) => Promise<A>,
  second: (signal: AbortSignal) => Promise<B>,
): Promise<[A, B]> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const watched = async <T>(task: (signal: AbortSignal) => Promise<T>) => {
    try {
      return await task(either);
    } catch (error) {
      failed.abort(error);
      throw error;
    }
  };
  const [one, other] = await Promise.allSettled([watched(first), watched(second)]);
  if (one.status === "fulfilled" && other.status === "fulfilled") return [one.value, other.value];
  throw failed.signal.reason;
}
