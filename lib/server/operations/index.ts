import "server-only";

import type { Operation, Published } from "#lib/contract/kit/endpoint.ts";

import type { Context } from "#lib/server/session/context.ts";
import { assertNotManagedByMas } from "#lib/server/homeserver/guards.ts";
import { accessHandlers } from "./access.ts";
import { accountEndHandlers } from "./deactivation.ts";
import { auditHandlers } from "./audit.ts";
import { devicesHandlers } from "./devices.ts";
import type { Group, Handlers } from "./handlers.ts";
import { importsHandlers } from "./imports.ts";
import { jobsHandlers } from "./jobs.ts";
import { mediaHandlers } from "./media.ts";
import { membershipsHandlers } from "./memberships.ts";
import { preferencesHandlers } from "./preferences.ts";
import { roomsHandlers } from "./rooms.ts";
import { sessionHandlers } from "./session.ts";
import { tokensHandlers } from "./tokens.ts";
import { usersHandlers } from "./users.ts";

type AllHandlers = {
  [G in Group as keyof Handlers<G> extends never ? never : G]: Handlers<G>;
};

const handlers: AllHandlers = {
  access: accessHandlers,
  accountEnd: accountEndHandlers,
  audit: auditHandlers,
  devices: devicesHandlers,
  imports: importsHandlers,
  jobs: jobsHandlers,
  media: mediaHandlers,
  memberships: membershipsHandlers,
  preferences: preferencesHandlers,
  rooms: roomsHandlers,
  session: sessionHandlers,
  tokens: tokensHandlers,
  users: usersHandlers,
};

type Handler = (context: Context, input: never) => Promise<unknown>;
const handlerById: ReadonlyMap<string, Handler> = new Map(
  Object.entries(handlers).flatMap(([group, ofGroup]) =>
    Object.entries<Handler>(ofGroup).map(([name, handle]) => [`${group}.${name}`, handle]),
  ),
);

/** Runs an operation with its parsed input. */
export async function runOperation(
  action: Published<Operation>,
  context: Context,
  input: Record<string, unknown>,
): Promise<unknown> {
  assertNotManagedByMas(context.homeserver, action, input);
  const handle = handlerById.get(action.id);
  if (!handle) throw new Error(`${action.id} has no handler.`);
  return handle(context, input as never);
}
