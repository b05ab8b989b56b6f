import "server-only";
import { isIP } from "node:net";

/** Whether a host name leads to this machine. */
export const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" ||
  (isIP(hostname) === 4 && hostname.startsWith("127.")) ||
  hostname === "[::1]";
