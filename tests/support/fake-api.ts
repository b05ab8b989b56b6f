import { afterEach, beforeEach, vi } from "vitest";

import { actionById } from "#lib/contract/index.ts";
import { AppError, ERROR_STATUS } from "#lib/errors.ts";

export type Asked = { id: string; input: unknown; method: string; signal: AbortSignal | undefined };
type Answer = (asked: Asked) => unknown;

/**
 * Stands where the browser's fetch meets our server, for tests of what a person sees. An answer is
 * what the homeserver would say, or a thrown AppError, or a promise of either.
 */
export function fakeApi() {
  const answers = new Map<string, Answer>();
  const asked: Asked[] = [];

  beforeEach(() => {
    answers.clear();
    asked.length = 0;
    vi.spyOn(globalThis, "fetch").mockImplementation(async (url, init) => {
      const { pathname, searchParams } = new URL(String(url), "http://dashboard.test");
      // next-auth's part in signing out.
      if (pathname === "/api/auth/csrf") return Response.json({ csrfToken: "csrf" });
      if (pathname === "/api/auth/signout") return Response.json({ url: "http://dashboard.test/" });
      const id = pathname.replace("/api/admin/", "");
      const { method = "GET", body, signal } = init ?? {};
      const json = method === "GET" ? searchParams.get("input") : String(body);
      const call = { id, method, input: JSON.parse(json ?? "{}"), signal: signal ?? undefined };
      asked.push(call);
      signal?.throwIfAborted();
      return respond(call, answers.get(id));
    });
  });
  afterEach(() => vi.restoreAllMocks());

  return {
    asked,
    /** The inputs that an action was asked for with. */
    inputsOf: (id: string) => asked.filter((call) => call.id === id).map(({ input }) => input),
    answer: (id: string, answer: Answer) => void answers.set(id, answer),
  };
}

async function respond(call: Asked, answer: Answer | undefined): Promise<Response> {
  const gone = new Promise<never>((_, reject) =>
    call.signal?.addEventListener("abort", () => reject(call.signal?.reason)),
  );
  try {
    const action = actionById.get(call.id);
    if (!action || !answer) throw new AppError("not_found");
    const said = await Promise.race([answer(call), gone]);
    // As the real one: what the contract does not declare never gets here.
    return Response.json(action.kind === "endpoint" ? action.output.parse(said) : said);
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return Response.json(thrown.toBody(), { status: ERROR_STATUS[thrown.code] });
  }
}
