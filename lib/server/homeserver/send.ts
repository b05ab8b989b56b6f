import "server-only";

import {
  secretsIn,
  toHttp,
  type Endpoint,
  type OutputOf,
  type ParsedInputOf,
} from "#lib/contract/kit/endpoint.ts";
import { AppError } from "#lib/errors.ts";
import { tryJson } from "#lib/try-json.ts";

import { fromMatrixError } from "./errors.ts";
import { requestHomeserver, type Homeserver } from "./request.ts";

const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** One call to the homeserver, without guards. Use `lib/server/homeserver/call.ts` everywhere else. */
export async function sendUnguarded<E extends Endpoint>(
  homeserver: Homeserver,
  endpoint: E,
  input: ParsedInputOf<E>,
  signal?: AbortSignal,
): Promise<{ status: number; output: OutputOf<E> }> {
  const { method, reads } = endpoint;
  const sent = { method, reads, maxBytes: MAX_ANSWER_BYTES, ...toHttp(endpoint, input) };
  const { status, bytes } = await requestHomeserver(homeserver, sent, signal);

  const payload = tryJson(bytes);
  if (status >= 300) {
    const { feature } = endpoint;
    throw fromMatrixError(status, payload, { reads, feature, secrets: secretsIn(endpoint, input) });
  }

  const output = endpoint.output.safeParse(payload);
  if (output.success) return { status, output: output.data as OutputOf<E> };
  const code = reads ? "unexpected_response" : "outcome_unknown";
  throw new AppError(code, { status }, { cause: output.error });
}
