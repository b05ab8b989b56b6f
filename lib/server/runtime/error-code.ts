import "server-only";

/** The innermost error's code, or its name: `ECONNREFUSED`, `TimeoutError`. */
export function technicalName(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  // Several addresses failed, each with its own error.
  if (error instanceof AggregateError && error.errors[0]) return technicalName(error.errors[0]);
  const { code } = error as { code?: unknown };
  if (typeof code === "string") return code;
  return error.cause instanceof Error ? technicalName(error.cause) : error.name;
}
