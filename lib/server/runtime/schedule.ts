import "server-only";

import { logger } from "./logger.ts";

/** Repeats an action with pauses, until the process ends. Failures are only logged. */
export function repeat(what: string, everyMs: number, run: () => Promise<void>): void {
  const turn = async () => {
    await run().catch((error: unknown) =>
      logger().warn({ error, what }, "failed, and will be tried again"),
    );
    setTimeout(turn, everyMs).unref();
  };
  void turn();
}
