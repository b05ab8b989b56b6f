import "server-only";

/** The store is unusable: a sentence for the operator. */
export class StoreError extends Error {}

export const unusable = (what: string, cause: unknown): string =>
  `${what} cannot be used: ${reasonOf(cause)}.`;

function reasonOf(error: unknown): string {
  // A name with several addresses: each has its own error, and their group has no text.
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message || error.name : String(error);
}
