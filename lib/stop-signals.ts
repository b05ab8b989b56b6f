const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const SAME_SIGNAL_MS = 1000;

/**
 * Calls `stop` at the first signal that asks this process to end, and `stopAtOnce` at a second one.
 *
 * A terminal and systemd signal the whole process group, and npm then passes the signal on to a
 * process that has it already. So a repeat within a second counts as the same signal.
 */
export function onStopSignals(
  stop: (signal: NodeJS.Signals) => void,
  stopAtOnce: (signal: NodeJS.Signals) => void,
): void {
  let stoppedAt: number | undefined;
  const handle = (signal: NodeJS.Signals) => {
    if (stoppedAt === undefined) {
      stoppedAt = performance.now();
      stop(signal);
    } else if (performance.now() - stoppedAt > SAME_SIGNAL_MS) stopAtOnce(signal);
  };
  for (const signal of SIGNALS) process.on(signal, handle);
}
