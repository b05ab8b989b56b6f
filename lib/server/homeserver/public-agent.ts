import "server-only";
import { lookup as lookUpName, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { Agent, buildConnector } from "undici";

/** Thrown before a connection is made. Its code selects the message. */
export class ConnectionRefused extends Error {
  readonly code: "ADDRESS_REFUSED" | "HTTPS_ONLY";

  constructor(code: ConnectionRefused["code"]) {
    super(code);
    this.code = code;
  }
}

/** The only part of IPv6 for public use. */
const GLOBAL_IPV6 = ipaddr.parseCIDR("2000::/3");

/**
 * Whether an address is on the public internet: not private, loopback, link-local, shared (CGNAT), multicast,
 * reserved, nor IPv6 that leads to an IPv4 address.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  return parsed.kind() === "ipv4" || parsed.match(GLOBAL_IPV6);
}

type Rules = {
  isAllowed?: (address: string) => boolean;
  lookup?: typeof lookUpName;
  /** Extra certificate authorities. */
  ca?: string;
};

/**
 * Connects over https to public addresses only. A name is looked up once per connection, which goes to the
 * checked address: a name that changes in between gains nothing.
 */
export const publicAgent = (): Agent => new Agent({ connections: 16, connect: publicConnector() });

export function publicConnector(rules: Rules = {}): buildConnector.connector {
  const { isAllowed = isPublicAddress, lookup = lookUpName, ca } = rules;
  const connect = buildConnector({ lookup: checked(lookup, isAllowed), ...(ca && { ca }) });
  return (options, callback) => {
    if (options.protocol !== "https:") {
      return callback(new ConnectionRefused("HTTPS_ONLY"), null);
    }
    // An IP address needs no lookup.
    const host = options.hostname.replace(/^\[|\]$/g, "");
    if (isIP(host) !== 0 && !isAllowed(host)) {
      return callback(new ConnectionRefused("ADDRESS_REFUSED"), null);
    }
    connect(options, callback);
  };
}

/** A name with one refused address is refused: no honest name has both. */
const checked =
  (lookup: typeof lookUpName, isAllowed: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      const [first] = found ?? [];
      if (error || !first) return callback(error ?? new Error("ENOTFOUND"), []);
      if (!found.every(({ address }) => isAllowed(address))) {
        return callback(new ConnectionRefused("ADDRESS_REFUSED"), []);
      }
      if (options.all) return callback(null, found);
      return callback(null, first.address, first.family);
    });
