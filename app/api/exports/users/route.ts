import { loadUsersSearch, toUsersAddress, usersInOrder } from "#lib/search-params/users.ts";
import { serverOf } from "#lib/matrix/user-id.ts";
import { csvResponse } from "#lib/server/http/csv-response.ts";
import { downloadRoute } from "#lib/server/api/download-route.ts";
import { matchingUsers } from "#lib/server/domain/users/matching-users.ts";
import { USER_COLUMNS } from "#lib/server/domain/exports/users.ts";
import { fileName } from "#lib/server/http/file-response.ts";
import { routes } from "#lib/routes.ts";

/** Exports all pages of the list, with the URL's filters. */
export const GET = downloadRoute(
  (query) => toUsersAddress(routes.users(), loadUsersSearch(query)),
  async ({ homeserver, session, query, signal }) => {
    const asked = usersInOrder(loadUsersSearch(query));
    const users = matchingUsers(homeserver, asked, signal);
    return csvResponse(fileName("users", serverOf(session.userId), "csv"), USER_COLUMNS, users);
  },
);
