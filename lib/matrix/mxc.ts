/** The server and the id in the address of Matrix media. Null where it is none. */
export function readMxc(mxc: string): { server: string; id: string } | null {
  const [, server, id] = /^mxc:\/\/([^/?#]+)\/([\w.~-]+)$/.exec(mxc) ?? [];
  return server && id ? { server, id } : null;
}
