import * as z from "zod/mini";

/** Every way a request can fail, and the HTTP status the browser sees for it. */
export const ERROR_STATUS = {
  invalid_input: 400,
  signed_out: 401,
  forbidden: 403,
  foreign_origin: 403,
  not_found: 404,
  /** The target has changed its state by now. */
  too_late: 409,
  too_large: 413,
  file_too_large: 413,
  too_many_rows: 413,
  /** Not an image, or one that can run scripts. */
  not_a_picture: 415,
  not_utf8: 400,
  not_csv: 400,
  no_user_column: 400,
  /** The page belongs to another homeserver's session than the current one. */
  other_session: 409,
  wrong_host: 421,
  /** Another request created the account first. */
  already_exists: 409,
  /** A device with that ID exists, and stays unchanged. */
  device_exists: 409,
  /** The account was created between the check and the write, and got the written values. */
  overwritten: 409,
  /** Another account's email address or sign-in, which Synapse would move silently. */
  address_taken: 409,
  /** The sign-in could never be used. */
  unknown_provider: 400,
  /** It would lock the admin out. */
  own_account: 409,
  /** The Matrix Authentication Service handles it: Synapse would ignore or reject it. */
  decided_by_mas: 409,
  /** It would leave the homeserver without an admin who can sign in. */
  last_admin: 409,
  /** Started or checked again since the page was loaded. */
  import_changed: 409,
  /** The rows of an imported file are deleted after some time. */
  import_gone: 410,
  /** Server notices are not set up in Synapse's configuration. */
  notices_off: 501,
  /** An admin can only add users to a private room as a member of it. */
  not_in_room: 403,
  /** Synapse's redaction failed, or has run for hours. */
  redaction_failed: 422,
  /** Some messages could not be removed. */
  redaction_partial: 422,
  /** Files are left after deleting all of them. */
  media_left: 422,
  rejected: 422,
  rate_limited: 429,
  internal: 500,
  unsupported: 501,
  /** Synapse answers 500 where accounts do not expire. */
  validity_off: 501,

  // The homeserver's answer was invalid.
  unexpected_response: 502,
  answer_too_large: 502,
  /** Pages with nothing new, or with more rows than the total. */
  endless_list: 502,
  homeserver_failed: 502,
  certificate_invalid: 502,
  homeserver_unreachable: 503,
  /** Our own server did not answer the browser. */
  dashboard_unreachable: 503,
  shutting_down: 503,
  /** Our own database: no request was sent to the homeserver. */
  store_unavailable: 503,
  homeserver_timeout: 504,
  /** A write was sent, and its answer was lost: it may have happened. */
  outcome_unknown: 504,

  // Signing in.
  wrong_credentials: 401,
  other_server: 400,
  account_locked: 403,
  not_admin: 403,
  password_login_disabled: 403,
  too_many_attempts: 429,

  // Redirect sign-in.
  /** Started in another browser or too long ago, or already used. */
  attempt_unknown: 400,
  /** The homeserver lacks this method. */
  way_not_offered: 400,
  /** The homeserver rejects the token from single sign-on. */
  sso_refused: 401,
  /** The authentication service refused. */
  mas_refused: 401,
  /** It rejects the dashboard's registration as a client. */
  mas_registration_refused: 502,
  /** The homeserver's metadata about it is inconsistent. */
  mas_unusable: 502,

  // Signing in with an access token.
  /** The homeserver does not know it, and its checksum is wrong. */
  token_mistyped: 401,
  token_unknown: 401,
  token_expired: 401,
  token_of_guest: 403,
  token_of_appservice: 403,
  token_not_admin: 403,
  /** The token of this very session. */
  token_of_session: 409,
  admin_api_unreachable: 502,
  not_a_homeserver: 502,
  /** The homeserver is missing, or sign-in to it is not allowed. */
  server_not_allowed: 403,
  /** An entered server that is not on the public internet. */
  address_refused: 403,
  not_https: 403,
  /** A server name whose `.well-known` does not name its homeserver. */
  well_known_failed: 502,
  /** Its `.well-known` names no homeserver. */
  well_known_wrong: 502,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;
export const ERROR_CODES = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]];

/** Why a field was rejected: a code with a text in `issues`, and its bounds. */
export const FieldIssue = z.object({
  code: z.string(),
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
});
export type FieldIssue = z.infer<typeof FieldIssue>;

const Details = z.object({
  /** Matrix error code, when the homeserver gave one. */
  errcode: z.optional(z.string()),
  /** The homeserver's own sentence. Shown as a quotation. */
  homeserverSays: z.optional(z.string()),
  /** The issue of each field, for `invalid_input`. */
  fields: z.optional(z.record(z.string(), FieldIssue)),
  retryAfterMs: z.optional(z.number()),
  /** Why the user is signed out; see `SIGN_IN_REASONS`. */
  reason: z.optional(z.string()),
  /** HTTP status of the homeserver's answer. */
  status: z.optional(z.number()),
  /** The Synapse version that introduced it. */
  needs: z.optional(z.string()),
  /** A technical name to look up: a Node.js or TLS error code. */
  technical: z.optional(z.string()),
  /** The line in a file. */
  line: z.optional(z.number()),
  /** The time limit that passed. */
  timeoutMs: z.optional(z.number()),
  /** The account that an address or sign-in belongs to. */
  owner: z.optional(z.string()),
  /** The subject, as given: an address, or a sign-in provider. */
  about: z.optional(z.string()),
  /** A server name or address for the text. */
  server: z.optional(z.string()),
  /** The homeserver's sign-in methods. */
  offers: z.optional(z.array(z.string())),
});
export type Details = z.infer<typeof Details>;

export const ErrorBody = z.object({
  code: z.enum(ERROR_CODES),
  details: z._default(Details, {}),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

/**
 * The one error that crosses the wire: thrown on the server, rebuilt in the browser. Its text is
 * `errors.<code>`.
 */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly details: Details;

  constructor(code: ErrorCode, details: Details = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.details = details;
  }

  static from(error: unknown): AppError {
    if (error instanceof AppError) return error;
    // The cause stays on the server: an unknown error's text may contain anything.
    return new AppError("internal", {}, { cause: error });
  }

  /** Rebuilds an error from an answer's body. An unreadable one is an error too. */
  static fromBody(body: unknown): AppError {
    const parsed = ErrorBody.safeParse(body);
    if (!parsed.success) return new AppError("internal", {}, { cause: parsed.error });
    return new AppError(parsed.data.code, parsed.data.details);
  }

  toBody(): ErrorBody {
    return { code: this.code, details: this.details };
  }
}

/** A schema's issues by field, as codes with a text. */
export function invalidInput(error: z.core.$ZodError): AppError {
  const fields = error.issues.map((issue) => [issue.path.join(".") || "input", fieldIssue(issue)]);
  return new AppError("invalid_input", { fields: Object.fromEntries(fields) });
}

function fieldIssue(issue: z.core.$ZodIssue): FieldIssue {
  if (issue.code === "custom") return FieldIssue.parse(issue.params);
  if (issue.code === "too_small") return { code: "too_small", minimum: Number(issue.minimum) };
  if (issue.code === "too_big") return { code: "too_big", maximum: Number(issue.maximum) };
  return { code: issue.code };
}

/**
 * For `.catch()`: null for an error with one of these codes, while any other is thrown on. What failed for
 * another reason says nothing about whether the thing is there.
 */
export const nullIf =
  (...codes: ErrorCode[]) =>
  (thrown: unknown): null => {
    if (codes.includes(AppError.from(thrown).code)) return null;
    throw thrown;
  };
