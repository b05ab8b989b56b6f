import "server-only";
import { isIP, isIPv6 } from "node:net";

import { AppError } from "#lib/errors.ts";

import { env } from "#lib/server/runtime/env.ts";

/**
 * Ignores forwarded hosts: a request must name PUBLIC_URL's host. A proxy may add the default port of the
 * scheme.
 */
export function requireHost(headers: Headers): void {
  const { protocol, host } = env().PUBLIC_URL;
  const named = headers.get("host") ?? "";
  const isAuthority = /^[^/?#\\@\s]+$/.test(named);
  if (!isAuthority || URL.parse(`${protocol}//${named}`)?.host !== host) {
    throw new AppError("wrong_host", { server: env().PUBLIC_URL.origin });
  }
}

/**
 * Another site's page can make the browser send our cookie: with a write, but not under our own origin; and
 * with a link, which browsers mark as cross-site. Foreign links lead to pages, which change nothing. Every
 * session route of `app/api` starts with this.
 */
export function requireOurs({ method, headers }: Pick<Request, "method" | "headers">): void {
  requireHost(headers);
  // Absent: a browser over http, an older one, or none.
  const isForeign = ["cross-site", "same-site"].includes(headers.get("sec-fetch-site") ?? "");
  if (isForeign || (method !== "GET" && originOf(headers) !== env().PUBLIC_URL.origin)) {
    throw new AppError("foreign_origin", { server: env().PUBLIC_URL.origin });
  }
}

/** Also with the default port of its scheme. */
const originOf = (headers: Headers): string | undefined =>
  URL.parse(headers.get("origin") ?? "")?.origin;

/**
 * The client's address: the right-most forwarded one that is not our proxy. `instrumentation.ts` adds the
 * connection's own as the last entry, so a client can't choose the trusted one.
 */
export function clientAddress(headers: Headers): string | undefined {
  const hops = (headers.get("x-forwarded-for") ?? "")
    .split(",")
    .map(plainAddress)
    .filter((hop) => isIP(hop) !== 0)
    .toReversed();
  return hops.find((hop) => !isTrustedProxy(hop)) ?? hops.at(-1);
}

const isTrustedProxy = (address: string) =>
  env().TRUSTED_PROXIES.check(address, isIPv6(address) ? "ipv6" : "ipv4");

/** `::ffff:192.0.2.1` is 192.0.2.1 on a socket that speaks both. */
const plainAddress = (hop: string) => hop.trim().replace(/^::ffff:(?=\d+\.)/i, "");
