import { dispatch } from "#lib/server/dispatch.ts";
import { homeserver } from "#lib/server/homeserver.ts";
import { jsonRoute } from "#lib/server/route.ts";
import { requireSession, touchSession } from "#lib/server/session.ts";

const handle = jsonRoute<RouteContext<"/api/admin/[endpoint]">>(async (request, { params }) => {
  const session = await requireSession();
  // What a page asks for by itself does not keep a session alive.
  if (!request.headers.has("x-background")) await touchSession(session);
  const { endpoint } = await params;
  return dispatch({ session, homeserver: await homeserver(session) }, endpoint, request);
});

export { handle as GET, handle as POST };
