import "server-only";

import type { Discovery, ServerChoice } from "#lib/contract/sign-in/discovery.ts";
import { AppError, type ErrorBody } from "#lib/errors.ts";

import { isBaseUrl, readServer } from "#lib/matrix/server-name.ts";

import { discover } from "#lib/server/discovery/discover.ts";
import { env } from "#lib/server/runtime/env.ts";
import { serverChoice, type ResolvedServer } from "#lib/server/discovery/resolve.ts";
import { askedHomeserver } from "#lib/server/session/connect.ts";
import { isLoopback } from "#lib/server/homeserver/loopback.ts";
import { logger } from "#lib/server/runtime/logger.ts";

/** The requested server, normalised; or the only one. */
export function requestedServer(choice: ServerChoice, asked: unknown): string | undefined {
  if (choice.is !== "chosen") return undefined;
  if (typeof asked === "string" && asked.trim()) return readServer(asked) ?? asked;
  return choice.mayType || choice.names.length > 1 ? undefined : choice.names[0];
}

/** The homeserver's details on the sign-in page. */
export type SignInOptions = {
  /** Null if not found. */
  url: string | null;
  /** The requested server, if there is a choice. */
  server: string | null;
  /** Whether typed text is encrypted on the way. */
  isPrivate: boolean;
} & ({ url: string; found: Discovery } | { error: ErrorBody });

export async function loadSignInOptions(server: string | undefined): Promise<SignInOptions> {
  const facts = { server: server ?? null, isPrivate: isPrivate(env().PUBLIC_URL) };
  let url: string | null = null;
  try {
    const { place, homeserver } = await askedHomeserver(server);
    url = place.baseUrl;
    const found = await discover(homeserver).catch((thrown: unknown) => {
      throw asFailureOf(server, place, AppError.from(thrown));
    });
    return { ...facts, url, found };
  } catch (thrown) {
    const error = AppError.from(thrown);
    logger().warn(
      { code: error.code, error: error.cause },
      "the homeserver could not be looked at",
    );
    return { ...facts, url, error: error.toBody() };
  }
}

/** The server in `.well-known` is no homeserver: the owner of the name has to know. */
function asFailureOf(
  server: string | undefined,
  { baseUrl }: ResolvedServer,
  error: AppError,
): AppError {
  const name = readServer(server ?? "");
  const isNamed = name !== null && !isBaseUrl(name) && serverChoice().is === "chosen";
  if (error.code !== "not_a_homeserver" || !isNamed) return error;
  return new AppError("well_known_wrong", { server: name, technical: baseUrl }, { cause: error });
}

const isPrivate = ({ protocol, hostname }: URL): boolean =>
  protocol === "https:" || isLoopback(hostname);

/** As in the names of the sessions' devices. */
export const publicHost = (): string => env().PUBLIC_URL.host;
