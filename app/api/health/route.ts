import { isStoreHealthy } from "#lib/server/store/health.ts";

/** For monitoring: whether this process works, and nothing else. */
export async function GET(): Promise<Response> {
  const ok = await isStoreHealthy();
  return Response.json(
    { ok },
    { status: ok ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
