/** A single sign-on provider. Synapse knows its sign-ins by the id; the icon is a data URL. */
export type Provider = { id: string; name: string; icon?: string | undefined };

/** A way to sign in; `mas` stands for the Matrix Authentication Service. */
export type SignInWay = { type: "password" | "sso" | "mas"; providers: readonly Provider[] };

/** What can be learned of a homeserver without signing in. */
export type Discovery = {
  /** Null if the homeserver does not serve its keys here and there was no sign-in yet. */
  serverName: string | null;
  /** Synapse's version. Null where the admin API cannot be reached or this is no Synapse. */
  version: string | null;
  ways: readonly SignInWay[];
  /** Of the Matrix Authentication Service, where the homeserver leaves signing in to one. */
  masIssuer: string | null;
  /** How long its first answer took. */
  tookMs: number;
};

/** Whether a password typed here can lead to an admin's session. */
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
