import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import type { api } from "#lib/contract/index.ts";

/** One entry of a client's data about a user. */
export type DataEntry = {
  id: string;
  /** Null: not about a room. */
  roomId: string | null;
  type: string;
  json: string;
};

/** All entries in one list: global ones first, then room by room. */
export function entriesOf({
  account_data: { global, rooms },
}: OutputOf<typeof api.accountData.get>): DataEntry[] {
  const byType = (roomId: string | null, types: Record<string, unknown>) =>
    Object.entries(types).map(([type, content]) => ({
      id: JSON.stringify([roomId, type]),
      roomId,
      type,
      json: JSON.stringify(content, null, 2),
    }));
  return [
    ...byType(null, global),
    ...Object.entries(rooms).flatMap(([roomId, types]) => byType(roomId, types)),
  ];
}

/** Entries with a text in their type, room or content, in any case. */
export function entriesWith(text: string, entries: readonly DataEntry[]): readonly DataEntry[] {
  if (text === "") return entries;
  const pattern = new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"), "i");
  return entries.filter(
    ({ type, roomId, json }) =>
      pattern.test(type) || pattern.test(roomId ?? "") || pattern.test(json),
  );
}
