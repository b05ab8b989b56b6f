import "server-only";

/** The store cannot be used: a sentence for the person who runs the dashboard. */
export class StoreError extends Error {}

export const unusable = (what: string, cause: unknown): string =>
  `${what} cannot be used: ${reasonOf(cause)}.`;

function reasonOf(error: unknown): string {
  // A name with several addresses: each has an error of its own, and all of them together say nothing.
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message || error.name : String(error);
}
