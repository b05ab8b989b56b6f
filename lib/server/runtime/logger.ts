import "server-only";
import { pino } from "pino";

import { env } from "./env.ts";
import { once } from "./once.ts";

/** JSON lines on standard output. Callers give facts, never a request or a session whole. */
export const logger = () =>
  once("logger", () =>
    pino({
      level: env().LOG_LEVEL,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: { error: describeError },
    }),
  );

/** What went wrong, without the values that an error's own properties may carry. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error;
  const { name, message, stack } = error;
  const code = (error as { code?: unknown }).code;
  return {
    name,
    message,
    ...(typeof code === "string" && { code }),
    ...(stack && { stack }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
