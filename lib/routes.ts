import { readMxc } from "./matrix/mxc.ts";

/** Why the homeserver ends a session. */
export const REFUSALS = ["token_revoked", "token_expired", "account_locked", "not_admin"] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Why a user was sent to the sign-in page. Each has a text in `signIn.reason`. */
export const SIGN_IN_REASONS = [
  "idle",
  "ended",
  ...REFUSALS,
  "signed_out",
  "signed_out_token_alive",
  "signed_out_jobs_go_on",
  "signed_out_token_kept",
  "session_revoked",
] as const;
export type SignInReason = (typeof SIGN_IN_REASONS)[number];

/** The tabs of a user's page, except the profile. Each has a text in `user.tabTitles`. */
export const USER_TABS = [
  "devices",
  "sessions",
  "rooms",
  "media",
  "data",
  "limits",
  "history",
] as const;
export type UserTab = (typeof USER_TABS)[number];

/** Decodes a part of an address; null if malformed, as in `%E0%A4%A`. */
export function decodeAddress(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** Every address in the app. Nothing else spells one out. */
export const routes = {
  home: () => "/",
  /** With `another`, also for signed-in admins. */
  signIn: (
    options: { callbackUrl?: string; reason?: SignInReason; server?: string; another?: "1" } = {},
  ) => {
    const query = new URLSearchParams(options);
    return query.size > 0 ? `/sign-in?${query}` : "/sign-in";
  },
  /** The callback of single sign-on and the authentication service. */
  signInReturn: () => "/sign-in/return",
  beginRedirect: () => "/api/sign-in/redirect",
  /** Diagnoses a failed sign-in; at one of several homeservers. */
  diagnostics: (server?: string) =>
    server ? `/sign-in/diagnostics?${new URLSearchParams({ server })}` : "/sign-in/diagnostics",
  diagnose: () => "/api/sign-in/diagnostics",
  users: () => "/users",
  newUser: () => "/users/new",
  /** A user's page; with a tab, that tab; with a task, its dialog opens. */
  user: (userId: string, tab?: UserTab, task?: string) => {
    const path = `/users/${encodeURIComponent(userId)}${tab ? `/${tab}` : ""}`;
    return task ? `${path}?do=${task}` : path;
  },
  /** The audit trail; with what to look for in it. */
  audit: (search: { q?: string } = {}) => {
    const query = new URLSearchParams(search);
    return query.size > 0 ? `/audit?${query}` : "/audit";
  },
  /** Importing users from a file; with an id, that import. */
  importUsers: (importId?: string) =>
    importId ? `/users/import?file=${encodeURIComponent(importId)}` : "/users/import",
  jobs: () => "/jobs",
  job: (jobId: string) => `/jobs/${encodeURIComponent(jobId)}`,
  mySessions: () => "/account/sessions",
  accessTokens: () => "/account/tokens",
  exportUsers: () => "/api/exports/users",
  exportDevices: () => "/api/exports/devices",
  uploadUsers: () => "/api/imports/users",
  uploadAvatar: (userId: string) => `/api/uploads/avatar?user_id=${encodeURIComponent(userId)}`,
  importPasswords: (importId: string) =>
    `/api/exports/imports/${encodeURIComponent(importId)}/passwords`,
  exportAudit: (format: "csv" | "json") => `/api/exports/audit?format=${format}`,
  exportJob: (jobId: string) => `/api/exports/jobs/${encodeURIComponent(jobId)}`,
  /** An avatar or file, streamed through our server. Null if the address is no Matrix media. */
  media: (mxc: string, size: 32 | 96 | "preview") => {
    const parts = readMxc(mxc);
    if (!parts) return null;
    const { server, id } = parts;
    return `/api/media/${encodeURIComponent(server)}/${encodeURIComponent(id)}?size=${size}`;
  },
};
