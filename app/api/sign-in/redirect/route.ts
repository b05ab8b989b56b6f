import { RedirectRequest } from "#lib/contract/sign-in/redirect.ts";
import { invalidInput } from "#lib/errors.ts";
import { readJson } from "#lib/server/http/read-json.ts";
import { jsonRoute } from "#lib/server/api/json-route.ts";
import { beginRedirect } from "#lib/server/auth/redirect.ts";

/** Starts a redirect sign-in for any visitor. */
export const POST = jsonRoute(async (request) => {
  const departure = RedirectRequest.safeParse(await readJson(request));
  if (!departure.success) throw invalidInput(departure.error);
  return beginRedirect(departure.data);
});
