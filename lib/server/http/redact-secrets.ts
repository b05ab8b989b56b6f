import "server-only";

import { tryJson } from "#lib/try-json.ts";

const REDACTED = "[redacted]";

/** Shorter ones would match ordinary text, and protect nothing. */
const MIN_SECRET_LENGTH = 8;

/**
 * Removes secrets from text that may be quoted: a homeserver or proxy that repeats a request in its error
 * would otherwise put the access token into answers, logs and the audit trail.
 */
export function redactText(text: string, secrets: readonly string[]): string {
  return formsOf(secrets).reduce((rest, form) => rest.replaceAll(form, REDACTED), text);
}

/** The same for an answer's body, before it is read. */
export function redactBytes(body: Buffer, secrets: readonly string[]): Buffer {
  const bytes = body.includes("\\") ? withoutJsonEscapes(body) : body;
  const found = formsOf(secrets).filter((form) => bytes.includes(form));
  // Latin-1 keeps every byte, so that binary data stays unchanged.
  return found.length === 0
    ? bytes
    : Buffer.from(redactText(bytes.toString("latin1"), found), "latin1");
}

/** JSON may escape any character, and some writers escape slashes, which tokens have. */
function withoutJsonEscapes(body: Buffer): Buffer {
  const value = tryJson(body);
  return value === undefined ? body : Buffer.from(JSON.stringify(value));
}

const formsOf = (secrets: readonly string[]): string[] => [
  ...new Set(
    secrets
      .filter((secret) => secret.length >= MIN_SECRET_LENGTH)
      .flatMap((secret) => [secret, encodeURIComponent(secret.toWellFormed())]),
  ),
];
