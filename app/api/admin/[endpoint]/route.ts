import { actionById } from "#lib/contract/index.ts";
import { needOf, requireContext } from "#lib/server/session/context.ts";
import { dispatch } from "#lib/server/api/dispatch.ts";
import { jsonRoute } from "#lib/server/api/json-route.ts";
import { touchSession } from "#lib/server/session/session.ts";

const handle = jsonRoute<RouteContext<"/api/admin/[endpoint]">>(async (request, { params }) => {
  const { endpoint } = await params;
  const action = actionById.get(endpoint);
  const context = await requireContext(action ? needOf(action) : "read");
  // A page's background requests do not keep a session alive.
  if (!request.headers.has("x-background")) await touchSession(context.session);
  return dispatch(context, endpoint, request);
});

export { handle as GET, handle as POST };
