/** A single sign-on provider. Synapse knows its sign-ins by the id; the icon is a data URL. */
export type Provider = { id: string; name: string; icon?: string | undefined };

/** A sign-in method; `mas` is the Matrix Authentication Service. */
export type SignInWay = { type: "password" | "sso" | "mas"; providers: readonly Provider[] };

/** A homeserver's details before sign-in. */
export type Discovery = {
  /** Null if the homeserver does not serve its keys here and there was no sign-in yet. */
  serverName: string | null;
  /** Synapse's version. Null if the admin API is unreachable or this is not Synapse. */
  version: string | null;
  ways: readonly SignInWay[];
  /** The Matrix Authentication Service's, if the homeserver uses one. */
  masIssuer: string | null;
  /** The first answer's time. */
  tookMs: number;
};

/** Whether an admin can sign in with a password here. */
export const takesPasswords = ({ ways }: Discovery): boolean =>
  ways.some(({ type }) => type === "password");

/**
 * Which homeservers allow sign-in: the configured one; one of these, or with `mayType` any other; none
 * without a setting.
 */
export type ServerChoice =
  | { is: "fixed" }
  | { is: "chosen"; names: readonly string[]; mayType: boolean }
  | { is: "none" };
