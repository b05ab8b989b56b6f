/** The oldest supported Synapse. Sign-in to an older one works, with a warning. */
export const OLDEST_SUPPORTED = "1.122";

/** The Synapse version that introduced each feature, in one table. Every supported version has the others. */
export const SINCE = {
  userFeatures: "1.83",
  crossSigningReset: "1.97",
  usersListV3: "1.103",
  redaction: "1.116",
  activity: "1.122",
  /** Earlier only with an experimental setting. */
  suspension: "1.122",
  scheduledTasks: "1.130",
  /** Earlier versions ignore `use_admin`, and remove messages in the account's own name. */
  redactionAsAdmin: "1.135",
  /** Earlier versions forget a last seen time after `user_ips_max_age`: 28 days by default. */
  lastingVisits: "1.140",
  mediaDetails: "1.140",
  memberships: "1.145",
  /** Earlier versions ignore the times and remove every message. */
  redactionByTime: "1.157",
} as const satisfies Record<string, `${number}.${number}`>;
export type SynapseFeature = keyof typeof SINCE;

/** Undefined for an unreadable version, such as a branch name. */
function parse(version: string): readonly [number, number] | undefined {
  const [, major, minor] = /^\s*v?(\d{1,5})\.(\d{1,5})(?!\d)/.exec(version) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor)];
}

/**
 * Whether a version in Synapse's format, such as `1.122.0rc1` or `1.99.1 (b=matrix-org-hotfixes,abc)`, is
 * older than another. Undefined if unreadable.
 */
export function isOlder(version: string, than: string): boolean | undefined {
  const [mine, other] = [parse(version), parse(than)];
  if (!mine || !other) return undefined;
  return mine[0] < other[0] || (mine[0] === other[0] && mine[1] < other[1]);
}

/** The version required by a feature that this one lacks. An unknown version lacks none. */
export const lacking = (version: string | null, feature: SynapseFeature): string | undefined =>
  version !== null && isOlder(version, SINCE[feature]) ? SINCE[feature] : undefined;

/** Whether this version is known to be unsupported. */
export const isUnsupported = (version: string | null): boolean =>
  version !== null && isOlder(version, OLDEST_SUPPORTED) === true;
