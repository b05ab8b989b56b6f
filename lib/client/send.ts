import {
  isPureRead,
  type InputOf,
  type OutputOf,
  type Published,
} from "#lib/contract/kit/endpoint.ts";
import { AppError } from "#lib/errors.ts";

type Options = { signal?: AbortSignal };

/** Runs a published action on our own server. Throws an AppError, or the reason of an abort. */
export async function send<A extends Published>(
  action: A,
  input: InputOf<A>,
  { signal }: Options = {},
): Promise<OutputOf<A>> {
  const url = `/api/admin/${action.id}`;
  const json = JSON.stringify(input);
  const init: RequestInit = {
    headers: {
      "content-type": "application/json",
      ...(isByItself() && { "x-background": "1" }),
      ...ofThisPage(),
    },
    ...(signal && { signal }),
  };
  const response = await reach(
    isPureRead(action) ? `${url}?${new URLSearchParams({ input: json })}` : url,
    isPureRead(action) ? init : { ...init, method: "POST", body: json },
    action.reads,
  );
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw AppError.fromBody(body);
  return body as OutputOf<A>;
}

/** A page opened for another homeserver must not act on this one. */
export function ofThisPage(): Record<string, string> {
  const id = globalThis.document?.querySelector<HTMLElement>("[data-session]")?.dataset["session"];
  return id ? { "x-session": id } : {};
}

/** Whether the request follows no recent input: polling and refreshes keep no session alive. */
const isByItself = () => globalThis.navigator?.userActivation?.isActive === false;

async function reach(url: string, init: RequestInit, reads: boolean): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new AppError(reads ? "dashboard_unreachable" : "outcome_unknown", {}, { cause });
  }
}
