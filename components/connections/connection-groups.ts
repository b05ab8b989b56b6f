import type { Connection } from "#lib/contract/connections.ts";

/** The groupings of connections. Each has a text in `connections.groupings`. */
export const GROUPINGS = ["ip", "user_agent"] as const;
export type Grouping = (typeof GROUPINGS)[number];

type Seen = { name: string; last_seen: number };

/** What is known of an address or a client. The name is empty if Synapse knows none. */
export type ConnectionGroup = Seen & {
  /** The clients of an address, or the addresses of a client. */
  others: readonly Seen[];
};

/** Groups connections by address or by client, newest first. Zero: unknown time. */
export function groupsOf(by: Grouping, connections: readonly Connection[]): ConnectionGroup[] {
  const other = by === "ip" ? "user_agent" : "ip";
  const byName = Map.groupBy(connections, (connection) => connection[by] ?? "");
  return [...byName]
    .map(([name, together]) => {
      const others = [...Map.groupBy(together, (connection) => connection[other] ?? "")]
        .map(([otherName, same]) => ({ name: otherName, last_seen: newestOf(same) }))
        .sort(newestFirst);
      return { name, last_seen: newestOf(together), others };
    })
    .sort(newestFirst);
}

/** Connections with a text in the address or client. */
export function connectionsWith(text: string, connections: readonly Connection[]): Connection[] {
  const wanted = text.toLowerCase();
  return connections.filter(({ ip, user_agent }) =>
    `${ip}\n${user_agent ?? ""}`.toLowerCase().includes(wanted),
  );
}

const newestOf = (connections: readonly Connection[]) =>
  connections.reduce((newest, { last_seen }) => Math.max(newest, last_seen ?? 0), 0);

const newestFirst = (one: Seen, other: Seen) => other.last_seen - one.last_seen;
