import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import type { api } from "#lib/contract/index.ts";

/** How people sign in on the homeserver. */
export type SignInMethods = OutputOf<typeof api.users.waysToSignIn>;

/** An account that was just created, and what is needed to hand it over. */
export type NewAccount = {
  answer: OutputOf<typeof api.users.create>;
  ways: SignInMethods;
  /** Undefined: the account has none. */
  password: string | undefined;
};
