/** What JSON says; undefined where it is something else, which no schema accepts. */
export function tryJson(json: string | Uint8Array): unknown {
  try {
    // A byte order mark is no part of it: decoding drops it.
    return JSON.parse(typeof json === "string" ? json : new TextDecoder().decode(json));
  } catch {
    return undefined;
  }
}
