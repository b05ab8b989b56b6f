import { ERROR_STATUS, AppError } from "#lib/errors.ts";
import { requireContext } from "#lib/server/session/context.ts";
import { picture } from "#lib/server/domain/media/thumbnail.ts";
import { requireOurs } from "#lib/server/http/request-guards.ts";

export async function GET(
  request: Request,
  { params }: RouteContext<"/api/media/[server]/[id]">,
): Promise<Response> {
  try {
    requireOurs(request);
    const size = new URL(request.url).searchParams.get("size");
    const asked = { ...(await params), size };
    return await picture(await requireContext("read"), asked, request.signal);
  } catch (error) {
    return new Response(null, { status: ERROR_STATUS[AppError.from(error).code] });
  }
}
