import "server-only";
import { isIP, isIPv6 } from "node:net";

import { AppError } from "#lib/errors.ts";

import { env } from "./env.ts";

/** No forwarded host is believed: what does not name PUBLIC_URL's host was not meant for us. */
export function requireHost(headers: Headers): void {
  if (headers.get("host") !== env().PUBLIC_URL.host) {
    throw new AppError("wrong_host", { server: env().PUBLIC_URL.origin });
  }
}

/** A page of another site can make the browser send our cookie, but not under our own origin. */
export function requireOrigin(headers: Headers): void {
  if (headers.get("origin") !== env().PUBLIC_URL.origin) {
    throw new AppError("foreign_origin", { server: env().PUBLIC_URL.origin });
  }
}

/**
 * The person's address: the right-most forwarded one that is no proxy of ours. The last entry is
 * the connection's own, added by `instrumentation.ts`, so a client can't choose what is believed.
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
