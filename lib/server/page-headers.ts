import "server-only";

import { env } from "./env.ts";

export const NONCE_HEADER = "x-dashboard-nonce";

/** What sonner writes into a style element of its own: nothing at first, then its sheet. */
const SONNER_STYLES = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
];

/** What a page may load: our own, and scripts and styles that carry this answer's nonce. */
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

/** What every page is answered with. */
export const pageHeaders = (nonce: string): Record<string, string> => ({
  "content-security-policy": contentSecurityPolicy(nonce),
  ...(env().PUBLIC_URL.protocol === "https:" && {
    "strict-transport-security": "max-age=63072000",
  }),
});
