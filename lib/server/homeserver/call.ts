import "server-only";

import type { Endpoint, OutputOf, ParsedInputOf } from "#lib/contract/kit/endpoint.ts";

import { sendUnguarded } from "./send.ts";
import type { Homeserver } from "./request.ts";
import { assertAllowed } from "./guards.ts";

/** Makes one call to the homeserver, or throws an AppError. `signal` aborts a read, never a write. */
export async function callHomeserver<E extends Endpoint>(
  homeserver: Homeserver,
  endpoint: E,
  input: ParsedInputOf<E>,
  signal?: AbortSignal,
): Promise<OutputOf<E>> {
  return (await callWithStatus(homeserver, endpoint, input, signal)).output;
}

/** The same with the status, which some calls need. */
export async function callWithStatus<E extends Endpoint>(
  homeserver: Homeserver,
  endpoint: E,
  input: ParsedInputOf<E>,
  signal?: AbortSignal,
): Promise<{ status: number; output: OutputOf<E> }> {
  // Here, so that no job, import or operation can bypass it.
  await assertAllowed(homeserver, endpoint, input);
  const also = homeserver.masIssuer === undefined ? undefined : endpoint.underMas?.sends;
  return sendUnguarded(homeserver, endpoint, { ...input, ...also }, signal);
}
