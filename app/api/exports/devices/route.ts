import { loadUsersSearch, toUsersAddress, usersInOrder } from "#lib/search-params/users.ts";
import { serverOf } from "#lib/matrix/user-id.ts";
import { csvResponse } from "#lib/server/http/csv-response.ts";
import { downloadRoute } from "#lib/server/api/download-route.ts";
import { DEVICE_COLUMNS, devicesOf } from "#lib/server/domain/exports/devices.ts";
import { matchingUsers } from "#lib/server/domain/users/matching-users.ts";
import { fileName } from "#lib/server/http/file-response.ts";
import { routes } from "#lib/routes.ts";

/** Exports the devices of all listed users. */
export const GET = downloadRoute(
  (query) => toUsersAddress(routes.users(), loadUsersSearch(query)),
  async ({ homeserver, session, query, signal }) => {
    const asked = usersInOrder(loadUsersSearch(query));
    const devices = devicesOf(homeserver, matchingUsers(homeserver, asked, signal), signal);
    return csvResponse(
      fileName("devices", serverOf(session.userId), "csv"),
      DEVICE_COLUMNS,
      devices,
    );
  },
);
