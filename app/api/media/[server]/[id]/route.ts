import { ERROR_STATUS, AppError } from "#lib/errors.ts";
import { homeserver } from "#lib/server/homeserver.ts";
import { picture } from "#lib/server/media.ts";
import { requireHost } from "#lib/server/request-guards.ts";
import { requireSession } from "#lib/server/session.ts";

export async function GET(
  request: Request,
  { params }: RouteContext<"/api/media/[server]/[id]">,
): Promise<Response> {
  try {
    requireHost(request.headers);
    const session = await requireSession();
    const size = new URL(request.url).searchParams.get("size");
    const asked = { ...(await params), size };
    const context = { session, homeserver: await homeserver(session) };
    return await picture(context, asked, request.signal);
  } catch (error) {
    return new Response(null, { status: ERROR_STATUS[AppError.from(error).code] });
  }
}
