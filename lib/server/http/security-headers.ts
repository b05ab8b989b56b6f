import "server-only";
import type { ServerResponse } from "node:http";

import { env } from "#lib/server/runtime/env.ts";

export const NONCE_HEADER = "x-dashboard-nonce";

/** The contents of sonner's style element: empty at first, then its sheet. */
const SONNER_STYLES = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
];

/** A page's content: our own files, and scripts and styles with this answer's nonce. */
export function contentSecurityPolicy(nonce: string): string {
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${forDevelopment()}`,
    `style-src 'self' 'nonce-${nonce}' ${SONNER_STYLES.join(" ")}`,
    // React writes style attributes.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ];
  return directives.join("; ");
}

/** React's development build evaluates strings to rebuild call stacks. */
const forDevelopment = () => (env().NODE_ENV === "development" ? " 'unsafe-eval'" : "");

/**
 * The default headers of every answer, including errors, files and Next's own answers. Pages have a policy of
 * their own.
 */
const defaultHeaders = (): Record<string, string> => ({
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  // `no-referrer` makes Chromium send `Origin: null` with our own forms.
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  ...(env().PUBLIC_URL.protocol === "https:" && {
    "strict-transport-security": "max-age=63072000",
  }),
});

/** Added when the answer starts: only then are its own headers known. */
export function addDefaultHeaders(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...how: unknown[]) => ServerResponse;
  response.writeHead = (...how: unknown[]) => {
    for (const [name, value] of Object.entries(defaultHeaders())) {
      if (!response.headersSent && !response.hasHeader(name)) response.setHeader(name, value);
    }
    return writeHead(...how);
  };
}
