import "server-only";
import { pino } from "pino";

import { env } from "./env.ts";
import { once } from "./once.ts";

/** JSON lines on standard output. Callers log facts, never a whole request or session. */
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

/** An error without its own properties' values. */
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
