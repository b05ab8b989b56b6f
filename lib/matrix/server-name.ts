import { trimPasted } from "./trim-pasted.ts";

/** Normalises a Matrix server name: lower case, and international names as on the wire. Null if invalid. */
export function readServerName(typed: string): string | null {
  const text = trimPasted(typed);
  if (!/^[^\s/?#@\\%]{1,255}$/.test(text)) return null;
  const url = URL.parse(`https://${text}`);
  return url && url.pathname === "/" && url.hostname !== "" ? url.host : null;
}

/** A homeserver's base URL without its last slash. Null if invalid. */
export function readBaseUrl(typed: string): string | null {
  const url = URL.parse(trimPasted(typed));
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  if (url.username || url.password || url.search || url.hash) return null;
  return url.href.replace(/\/+$/, "");
}

/** The homeserver meant by a name, a Matrix ID or an address. Null if invalid. */
export function readServer(typed: string): string | null {
  const text = trimPasted(typed);
  if (/^https?:\/\//i.test(text)) return readBaseUrl(text);
  const isMatrixId = /^@[^@:\s]*:/.test(text);
  return readServerName(isMatrixId ? text.slice(text.indexOf(":") + 1) : text);
}

export const isBaseUrl = (server: string): boolean => server.includes("://");
