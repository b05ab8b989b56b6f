import "server-only";
import * as z from "zod/mini";

import { WaitMs } from "#lib/contract/kit/bounds.ts";
import { SINCE, type SynapseFeature } from "#lib/contract/kit/synapse-versions.ts";
import { AppError, type ErrorCode } from "#lib/errors.ts";
import { visibleName } from "#lib/matrix/visible-text.ts";
import type { SignInReason } from "#lib/routes.ts";

import { redactText } from "#lib/server/http/redact-secrets.ts";
import { technicalName } from "#lib/server/runtime/error-code.ts";

/** Synapse's names of errors before they were specified. */
const STABLE_NAMES: ReadonlyMap<string, string> = new Map([
  ["ORG_MATRIX_MSC3939_USER_LOCKED", "M_USER_LOCKED"],
]);

const MatrixError = z.object({
  errcode: z.pipe(
    z.string(),
    z.transform((errcode) => STABLE_NAMES.get(errcode) ?? quote(errcode)),
  ),
  error: z.optional(z.string()),
  retry_after_ms: WaitMs,
  soft_logout: z.optional(z.boolean()),
});
type MatrixError = z.infer<typeof MatrixError>;

const CODE_BY_ERRCODE: ReadonlyMap<string, ErrorCode> = new Map([
  ["M_UNKNOWN_TOKEN", "signed_out"],
  ["M_MISSING_TOKEN", "signed_out"],
  ["M_USER_LOCKED", "signed_out"],
  ["M_FORBIDDEN", "forbidden"],
  ["M_NOT_FOUND", "not_found"],
  ["M_LIMIT_EXCEEDED", "rate_limited"],
  // Synapse drops endpoints of other services, such as passwords under MAS.
  ["M_UNRECOGNIZED", "unsupported"],
]);

/** The longest of another server's sentences, and of its error codes, that is passed on. */
const MAX_QUOTE = 500;

/** What another server says of an error, as it may be shown and kept. */
export const quote = (text: string, secrets: readonly string[] = []): string =>
  visibleName(redactText(text, secrets)).slice(0, MAX_QUOTE);

/**
 * Translates a failed answer to our own error.
 * @param secrets values that must not be quoted.
 */
export function fromMatrixError(
  status: number,
  payload: unknown,
  {
    reads,
    secrets,
    feature,
  }: { reads: boolean; secrets: readonly string[]; feature?: SynapseFeature | undefined },
): AppError {
  const parsed = MatrixError.safeParse(payload);
  if (!parsed.success) {
    // A proxy in front of the homeserver may also rate-limit.
    if (status === 429) return new AppError("rate_limited", { status });
    if (status < 500) return new AppError("unexpected_response", { status });
    // A proxy's timeout does not show what the homeserver did with a write.
    return new AppError(reads ? "homeserver_failed" : "outcome_unknown", { status });
  }
  const { errcode, error, retry_after_ms } = parsed.data;
  const code = CODE_BY_ERRCODE.get(errcode) ?? (status >= 500 ? "homeserver_failed" : "rejected");
  // "Unrecognized request" explains nothing; the required version does.
  if (code === "unsupported") {
    return new AppError(code, { status, errcode, ...(feature && { needs: SINCE[feature] }) });
  }
  return new AppError(code, {
    status,
    errcode,
    ...(error && { homeserverSays: quote(error, secrets) }),
    ...(retry_after_ms && { retryAfterMs: retry_after_ms }),
    ...(code === "signed_out" && { reason: signedOutReason(parsed.data) }),
  });
}

function signedOutReason({ errcode, soft_logout }: MatrixError): SignInReason {
  if (errcode === "M_USER_LOCKED") return "account_locked";
  return soft_logout ? "token_expired" : "token_revoked";
}

/** Failures before the request was sent: the action did not happen. */
const NOT_SENT = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
]);

const isTimeout = (code: string) =>
  ["TimeoutError", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"].includes(code);

/** OpenSSL's codes for a rejected chain, name or date. */
const isCertificate = (code: string) =>
  /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ALTNAME/.test(code);

/** HTTP to TLS, TLS to HTTP, or to neither. */
const isOtherProtocol = (code: string) => /^(HPE_|HTTPParserError|ERR_SSL|EPROTO)/.test(code);

/** The error of a write that is safe to repeat, such as a login: that of a read. */
export function asOfRead(error: AppError): AppError {
  if (error.code !== "outcome_unknown") return error;
  const { status, technical } = error.details;
  const options = { cause: error };
  // An answer came, but an invalid one.
  if (status !== undefined)
    return new AppError(
      status >= 500 ? "homeserver_failed" : "unexpected_response",
      error.details,
      options,
    );
  if (technical === undefined) return new AppError("answer_too_large", {}, options);
  if (isTimeout(technical)) return new AppError("homeserver_timeout", error.details, options);
  if (isOtherProtocol(technical)) return new AppError("not_a_homeserver", { technical }, options);
  return new AppError("homeserver_unreachable", { technical }, options);
}

/** Translates a failed or broken request to our own error. */
export function fromTransportError(
  cause: unknown,
  { reads, timeoutMs, server }: { reads: boolean; timeoutMs: number; server: string },
): AppError {
  const technical = technicalName(cause);
  if (technical === "ADDRESS_REFUSED")
    return new AppError("address_refused", { server }, { cause });
  if (technical === "HTTPS_ONLY") return new AppError("not_https", { server }, { cause });
  if (isCertificate(technical))
    return new AppError("certificate_invalid", { technical }, { cause });
  if (NOT_SENT.has(technical))
    return new AppError("homeserver_unreachable", { technical }, { cause });
  if (!reads) return new AppError("outcome_unknown", { technical, timeoutMs }, { cause });
  if (isTimeout(technical)) return new AppError("homeserver_timeout", { timeoutMs }, { cause });
  if (isOtherProtocol(technical)) return new AppError("not_a_homeserver", { technical }, { cause });
  return new AppError("homeserver_unreachable", { technical }, { cause });
}
