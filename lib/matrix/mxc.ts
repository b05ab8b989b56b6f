/** The server and ID of a Matrix media address. Null if invalid. */
export function readMxc(mxc: string): { server: string; id: string } | null {
  const [, server, id] = /^mxc:\/\/([^/?#]+)\/([\w.~-]+)$/.exec(mxc) ?? [];
  return server && id ? { server, id } : null;
}
