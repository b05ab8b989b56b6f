import "server-only";

import { logger } from "./logger.ts";

/** Does something now and again after each pause, until the process ends. A failure is logged, no more. */
export function repeat(what: string, everyMs: number, run: () => Promise<void>): void {
  const turn = async () => {
    await run().catch((error: unknown) =>
      logger().warn({ error, what }, "failed, and will be tried again"),
    );
    setTimeout(turn, everyMs).unref();
  };
  void turn();
}
