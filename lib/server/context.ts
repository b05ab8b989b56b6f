import "server-only";

import type { Session } from "./session.ts";
import type { Homeserver } from "./homeserver-request.ts";

/** What an action runs with: who asks, and the homeserver as they see it. */
export type Context = { session: Session; homeserver: Homeserver };
