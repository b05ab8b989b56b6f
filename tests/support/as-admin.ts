import type {
  ParsedInputOf,
  Published,
  Endpoint,
  InputOf,
  OutputOf,
} from "#lib/contract/kit/endpoint.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

import { MatrixClient, type Account } from "#scripts/support/synapse/client.ts";

type Server = { baseUrl: string; admin: Account };

/** Signs in at a real homeserver as its admin: once plainly, and once as the dashboard's server does. */
export async function asAdmin({ baseUrl, admin }: Server) {
  const guest = new MatrixClient(baseUrl);
  const { access_token, device_id } = await guest.login(admin.localpart, admin.password);
  const homeserver = { baseUrl, accessToken: access_token, realm: "test", timeoutMs: 10_000 };
  return {
    matrix: guest.as({ token: access_token }),
    homeserver,
    deviceId: device_id,
    /** One call by the contract: what the door does with an input. */
    ask: <E extends Published<Endpoint>>(endpoint: E, input: InputOf<E>): Promise<OutputOf<E>> =>
      callHomeserver(homeserver, endpoint, endpoint.input.parse(input) as ParsedInputOf<E>),
  };
}
