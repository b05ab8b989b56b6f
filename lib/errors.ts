import * as z from "zod/mini";

/** Every way a request can fail, and the HTTP status the browser sees for it. */
export const ERROR_STATUS = {
  invalid_input: 400,
  signed_out: 401,
  forbidden: 403,
  foreign_origin: 403,
  not_found: 404,
  /** What it is about is in another state by now. */
  too_late: 409,
  too_large: 413,
  file_too_large: 413,
  too_many_rows: 413,
  /** Nothing that a browser draws, or nothing that it draws without running it. */
  not_a_picture: 415,
  not_utf8: 400,
  not_csv: 400,
  no_user_column: 400,
  /** The page is of the session at another homeserver than the one in use now. */
  other_session: 409,
  wrong_host: 421,
  /** Somebody else was quicker: the account is there. */
  already_exists: 409,
  /** A device of that ID is there, and stays as it is. */
  device_exists: 409,
  /** It was made in the moment between looking and writing, and got what was written. */
  overwritten: 409,
  /** An e-mail address or sign-in of another account, which Synapse would move without a word. */
  address_taken: 409,
  /** Nobody could ever sign in with it. */
  unknown_provider: 400,
  /** It would shut out the admin who asks. */
  own_account: 409,
  /** The Matrix Authentication Service decides it: Synapse would do it without effect, or not at all. */
  decided_by_mas: 409,
  /** It would leave the homeserver without an admin who can sign in. */
  last_admin: 409,
  /** It was begun, or checked again, since it was looked at. */
  import_changed: 409,
  /** The rows of an imported file are deleted after some time. */
  import_gone: 410,
  /** Server notices are not set up in Synapse's configuration. */
  notices_off: 501,
  /** Into a room that is not public an admin brings others only from inside. */
  not_in_room: 403,
  /** Synapse gave up removing messages, or has been at it for hours. */
  redaction_failed: 422,
  /** Some messages could not be removed. */
  redaction_partial: 422,
  /** Files were there still, after all were to be deleted. */
  media_left: 422,
  rejected: 422,
  rate_limited: 429,
  internal: 500,
  unsupported: 501,
  /** Synapse answers 500 where accounts do not expire. */
  validity_off: 501,

  // The homeserver did not answer as it should.
  unexpected_response: 502,
  answer_too_large: 502,
  /** Pages with nothing new, or with more than the list says it has. */
  endless_list: 502,
  homeserver_failed: 502,
  certificate_invalid: 502,
  homeserver_unreachable: 503,
  /** Our own server did not answer the browser. */
  dashboard_unreachable: 503,
  shutting_down: 503,
  /** Our own database: nothing was asked of the homeserver. */
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

  // Signing in elsewhere, and coming back.
  /** It was not begun in this browser, or too long ago, or has come to its end already. */
  attempt_unknown: 400,
  /** The homeserver offers no such way. */
  way_not_offered: 400,
  /** The homeserver does not take what single sign-on sent a person back with. */
  sso_refused: 401,
  /** The authentication service said no. */
  mas_refused: 401,
  /** It does not let the dashboard register as a client. */
  mas_registration_refused: 502,
  /** What the homeserver says of it does not hold together. */
  mas_unusable: 502,

  // Signing in with an access token.
  /** The homeserver does not know it, and its checksum does not fit. */
  token_mistyped: 401,
  token_unknown: 401,
  token_expired: 401,
  token_of_guest: 403,
  token_of_appservice: 403,
  token_not_admin: 403,
  /** It is what this very session works with. */
  token_of_session: 409,
  admin_api_unreachable: 502,
  not_a_homeserver: 502,
  /** Which homeserver is meant was not said, or is none that may be signed in to. */
  server_not_allowed: 403,
  /** A typed server that is not on the public internet. */
  address_refused: 403,
  not_https: 403,
  /** A server name whose `.well-known` does not say where its homeserver is. */
  well_known_failed: 502,
  /** One that names something that is no homeserver. */
  well_known_wrong: 502,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;
export const ERROR_CODES = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]];

/** Why one field of the input was refused: a code that has its words in `issues`, and its bounds. */
export const FieldIssue = z.object({
  code: z.string(),
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
});
export type FieldIssue = z.infer<typeof FieldIssue>;

const Details = z.object({
  /** Matrix error code, when the homeserver gave one. */
  errcode: z.optional(z.string()),
  /** The homeserver's own sentence. Shown as a quotation, never as ours. */
  homeserverSays: z.optional(z.string()),
  /** Field name to what is wrong with it, for `invalid_input`. */
  fields: z.optional(z.record(z.string(), FieldIssue)),
  retryAfterMs: z.optional(z.number()),
  /** What sends a signed-out person to the sign-in page; see `SIGN_IN_REASONS`. */
  reason: z.optional(z.string()),
  /** HTTP status of the homeserver's answer. */
  status: z.optional(z.number()),
  /** The version of Synapse that it came with. */
  needs: z.optional(z.string()),
  /** A technical name to look up: a Node.js or TLS error code. */
  technical: z.optional(z.string()),
  /** Where in a file it is. */
  line: z.optional(z.number()),
  /** The time limit that passed. */
  timeoutMs: z.optional(z.number()),
  /** The account that an address or sign-in belongs to. */
  owner: z.optional(z.string()),
  /** What it is about, as it was given: an address, or a provider of sign-ins. */
  about: z.optional(z.string()),
  /** A server name or address that the words mention. */
  server: z.optional(z.string()),
  /** Ways to sign in that the homeserver does offer. */
  offers: z.optional(z.array(z.string())),
});
export type Details = z.infer<typeof Details>;

export const ErrorBody = z.object({
  code: z.enum(ERROR_CODES),
  details: z._default(Details, {}),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

/** The one error that crosses the wire: thrown on the server, rebuilt in the browser. Its words are `errors.<code>`. */
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
    // The cause stays on the server: an unknown error's text may hold anything.
    return new AppError("internal", {}, { cause: error });
  }

  /** Rebuilds an error from an answer's body. What cannot be read is an error too. */
  static fromBody(body: unknown): AppError {
    const parsed = ErrorBody.safeParse(body);
    if (!parsed.success) return new AppError("internal", {}, { cause: parsed.error });
    return new AppError(parsed.data.code, parsed.data.details);
  }

  toBody(): ErrorBody {
    return { code: this.code, details: this.details };
  }
}

/** What a schema found wrong, by field, in codes that have words. */
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
