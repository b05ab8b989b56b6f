import "server-only";
import type { AuthOptions } from "next-auth";
import { encode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import * as z from "zod/mini";

import { TokenText } from "#lib/contract/tokens.ts";
import { AppError, invalidInput } from "#lib/errors.ts";
import { routes } from "#lib/routes.ts";

import { recorded } from "#lib/server/audit/record.ts";
import { env } from "#lib/server/runtime/env.ts";
import type { ResolvedServer } from "#lib/server/discovery/resolve.ts";
import { revokeOnFailure, type Arrived } from "./fresh-token.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { askedHomeserver } from "#lib/server/session/connect.ts";
import { decodeIdentity } from "./identity.ts";
import { keyFor } from "#lib/server/crypto/keys.ts";
import { logger } from "#lib/server/runtime/logger.ts";
import { realmOf } from "#lib/server/homeserver/realm.ts";
import { returnPath } from "./return-path.ts";
import {
  lifetimeOf,
  readSession,
  startSession,
  type Login,
  type Session,
} from "#lib/server/session/session.ts";
import { switchSession } from "#lib/server/session/other-sessions.ts";
import { signIn } from "./password.ts";
import { completeSignIn } from "./callback.ts";
import { signInWithToken } from "./access-token.ts";

/** The homeserver, if there is a choice. */
const server = z.optional(z.string().check(z.maxLength(300)));

const Credentials = z.object({
  server,
  user: z.string().check(z.minLength(1), z.maxLength(255)),
  password: z.string().check(z.minLength(1), z.maxLength(512)),
});

const Pasted = z.object({
  server,
  access_token: TokenText,
  refresh_token: z._default(z.union([z.literal(""), TokenText]), ""),
});

const Returned = z.object({ query: z.string().check(z.maxLength(8192)) });

const Switch = z.object({ session: z.uuid() });

/**
 * next-auth handles the identity: sign-in, its CSRF token, sign-out and `/api/auth/session`. The access token
 * goes to our own session, so next-auth never has it.
 */
export const authOptions = (): AuthOptions => ({
  secret: keyFor("next-auth"),
  session: { strategy: "jwt", maxAge: env().SESSION_MAX_MINUTES * 60 },
  jwt: {
    // Never extended: reading the identity must not make it last longer.
    encode: (params) => encode({ ...params, maxAge: secondsLeft(params.token?.["endsAt"]) }),
    // Valid only with our own session.
    decode: async (params) => {
      const [identity, session] = await Promise.all([decodeIdentity(params), readSession()]);
      return identity && session?.userId === identity.sub ? identity : null;
    },
  },
  callbacks: {
    redirect: ({ url }) => env().PUBLIC_URL.origin + returnPath(url),
    jwt: ({ token, user }) => (user ? { ...token, endsAt: (user as Identity).endsAt } : token),
    session: ({ session, token }) => ({
      ...session,
      user: { id: token.sub ?? null, name: token.name ?? null },
      expires: new Date(Number(token["endsAt"])).toISOString(),
    }),
  },
  // Its own pages are never used.
  pages: { signIn: routes.signIn(), signOut: routes.signIn(), error: routes.signIn() },
  logger: {
    // The code only: its metadata may hold a request's body.
    error: (code) => logger().info({ code }, "next-auth"),
    warn: (code) => logger().debug({ code }, "next-auth"),
    debug: () => undefined,
  },
  providers: [
    CredentialsProvider({
      credentials: {
        server: { type: "text" },
        user: { type: "text" },
        password: { type: "password" },
      },
      authorize: authorizer(Credentials, signIn),
    }),
    CredentialsProvider({
      id: "token",
      credentials: {
        server: { type: "text" },
        access_token: { type: "password" },
        refresh_token: { type: "password" },
      },
      authorize: authorizer(Pasted, signInWithToken),
    }),
    // The callback of single sign-on or the Matrix Authentication Service.
    CredentialsProvider({
      id: "return",
      credentials: { query: { type: "text" } },
      authorize: (given) =>
        withSerializedErrors(async (arrived) => {
          const query = new URLSearchParams(parse(Returned, given).query);
          const { place, from, login } = await completeSignIn(query, arrived);
          return establishSession(place, from, login);
        }),
    }),
    // Switches to another session of this browser.
    CredentialsProvider({
      id: "session",
      credentials: { session: { type: "text" } },
      authorize: (given) =>
        withSerializedErrors(async () =>
          identityOf(await switchSession(parse(Switch, given).session)),
        ),
    }),
  ],
});

/** next-auth's user, with an expiry time. */
type Identity = { id: string; name: string; endsAt: number };

/** A sign-in method: its input, and its action at the homeserver. */
const authorizer =
  <S extends z.ZodMiniType<{ server?: string | undefined }>>(
    schema: S,
    way: (from: Homeserver, given: z.output<S>, arrived: Arrived) => Promise<Login>,
  ) =>
  (given: unknown): Promise<Identity> =>
    withSerializedErrors(async (arrived) => {
      const parsed = parse(schema, given);
      const { place, homeserver } = await askedHomeserver(parsed.server);
      return establishSession(place, homeserver, await way(homeserver, parsed, arrived));
    });

function parse<S extends z.ZodMiniType>(schema: S, given: unknown): z.output<S> {
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data;
}

/** Runs a sign-in whose error passes through next-auth, and leaves no token behind on failure. */
async function withSerializedErrors<T>(run: (arrived: Arrived) => Promise<T>): Promise<T> {
  try {
    return await revokeOnFailure(run);
  } catch (thrown) {
    throw toAuthError(AppError.from(thrown));
  }
}

async function establishSession(
  place: ResolvedServer,
  from: Homeserver,
  login: Login,
): Promise<Identity> {
  const { user_id: userId } = login;
  const realm = realmOf(place, userId);
  await recorded(
    {
      who: userId,
      realm,
      address: from.clientAddress,
      action: "session.start",
      target: login.user_id,
      input: { device_id: login.device_id ?? null, got_by: login.gotBy },
    },
    () => startSession(login, { baseUrl: place.baseUrl, realm }),
  );
  logger().info({ user: login.user_id }, "signed in");
  const name = login.displayname ?? userId;
  return { ...identityOf({ userId, startedAt: new Date() }), name };
}

const identityOf = ({ userId, startedAt }: Pick<Session, "userId" | "startedAt">): Identity => ({
  id: userId,
  name: userId,
  endsAt: lifetimeOf({ startedAt, seenAt: startedAt }).ends_ts,
});

/** next-auth passes only an error's message. `lib/client/next-auth.ts` reads it back. */
function toAuthError(error: AppError): Error {
  if (error.code === "internal") logger().error({ error: error.cause }, "sign-in failed");
  return new Error(JSON.stringify(error.toBody()));
}

const secondsLeft = (endsAt: unknown): number =>
  Math.max(1, Math.floor((Number(endsAt) - Date.now()) / 1000));
