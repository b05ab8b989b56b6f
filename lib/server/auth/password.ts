import "server-only";

import { takesPasswords, type Discovery } from "#lib/contract/sign-in/discovery.ts";
import type { ParsedInputOf } from "#lib/contract/kit/endpoint.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import type { LoggedIn } from "#lib/contract/internal/sign-in.ts";
import { AppError, nullIf } from "#lib/errors.ts";
import { isSameServer, readUserName } from "#lib/matrix/user-id.ts";

import { requireAdminToSignIn } from "#lib/server/session/admin-rights.ts";
import { limitSignIn } from "#lib/server/http/rate-limit.ts";
import { discover, learnServerName } from "#lib/server/discovery/discover.ts";
import { env } from "#lib/server/runtime/env.ts";
import { askForToken, type Arrived } from "./fresh-token.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import type { Login } from "#lib/server/session/session.ts";

export type PasswordCredentials = { user: string; password: string };

/**
 * Signs a server admin in at the homeserver.
 * @throws AppError with its own code for everything that the user can act on.
 */
export async function signIn(
  homeserver: Homeserver,
  credentials: PasswordCredentials,
  arrived: Arrived,
): Promise<Login> {
  const device = { initial_device_display_name: deviceName(), refresh_token: true as const };
  const login = await logIn(homeserver, credentials, device, arrived);
  const signedIn = { ...homeserver, accessToken: login.access_token };
  const { displayname } = await requireAdminToSignIn(signedIn, login.user_id);
  learnServerName(homeserver, login.user_id);
  return { ...login, displayname: displayname ?? null, gotBy: "password" };
}

/** Identifies the device in Element's list. */
export const deviceName = (): string => `Synapse Dashboard on ${env().PUBLIC_URL.host}`;

function userToSend(typed: string, serverName: string | null): string {
  const name = readUserName(typed);
  if (!name) throw new AppError("invalid_input", { fields: { user: { code: "not_a_user_name" } } });
  if (name.server === null) return name.localpart;
  // Without a known server name, the homeserver has to decide.
  if (serverName === null) return `@${name.localpart}:${name.server}`;
  if (isSameServer(name.server, serverName)) return name.localpart;
  throw new AppError("other_server", { server: serverName });
}

/** Signs in with a password as any account, and as a device with these properties. */
export async function logIn(
  homeserver: Homeserver,
  credentials: PasswordCredentials,
  device: Omit<ParsedInputOf<typeof matrix.login>, "type" | "identifier" | "password">,
  arrived: Arrived,
): Promise<LoggedIn> {
  // Anonymous: a password login must not carry the admin's token.
  const { accessToken: _, userId: __, ...anybody } = homeserver;
  const found = await discover(anybody);
  if (!takesPasswords(found)) throw passwordsNotTaken(found);
  const user = userToSend(credentials.user, found.serverName);
  const request = {
    type: "m.login.password" as const,
    identifier: { type: "m.id.user" as const, user },
    password: credentials.password,
    ...device,
  };
  return limitSignIn(homeserver.clientAddress, user, async () => {
    try {
      const login = askForToken(anybody, matrix.login, request, arrived);
      return (
        (await login.catch(nullIf("unsupported"))) ??
        (await askForToken(anybody, matrix.loginR0, request, arrived))
      );
    } catch (thrown) {
      throw asSignInError(AppError.from(thrown), found);
    }
  });
}

function asSignInError(error: AppError, found: Discovery): AppError {
  const { code, details } = error;
  if (details.errcode === "M_USER_LOCKED") return new AppError("account_locked", details);
  if (code === "forbidden") return new AppError("wrong_credentials");
  if (code === "unsupported") return passwordsNotTaken(found);
  if (code === "rejected" && /password login/i.test(details.homeserverSays ?? "")) {
    return passwordsNotTaken(found);
  }
  return error;
}

const passwordsNotTaken = ({ ways }: Discovery): AppError =>
  new AppError("password_login_disabled", {
    offers: ways.filter(({ type }) => type !== "password").map(({ type }) => type),
  });
