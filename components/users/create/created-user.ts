import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import type { api } from "#lib/contract/index.ts";

/** How users sign in on the homeserver. */
export type SignInMethods = OutputOf<typeof api.users.waysToSignIn>;

/** A new account, with what its owner needs. */
export type NewAccount = {
  answer: OutputOf<typeof api.users.create>;
  ways: SignInMethods;
  /** Undefined: no password. */
  password: string | undefined;
};
