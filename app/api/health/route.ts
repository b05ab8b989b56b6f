import { storeAnswers } from "#lib/server/store/store.ts";

/** For whatever watches this process: whether it can do its work, and nothing else. */
export async function GET(): Promise<Response> {
  const ok = await storeAnswers();
  return Response.json(
    { ok },
    { status: ok ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
