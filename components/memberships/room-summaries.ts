import { useEffect, useSyncExternalStore } from "react";

import { send } from "#lib/client/send.ts";
import { redirectWhenSignedOut } from "#lib/client/session-expired.ts";
import { api } from "#lib/contract/index.ts";
import { SUMMARIES_AT_ONCE, type RoomSummary } from "#lib/contract/rooms.ts";
import { AppError } from "#lib/errors.ts";

/** A room's details; `unknown` to the homeserver, or `failed` to load. */
export type Known = RoomSummary | "unknown" | "failed";

/** Rows that come into view together are requested together, and rows scrolled past are not. */
const PAUSE_MS = 120;
/** A read's input has room for 4 KiB, and IDs may be long. */
const MAX_CHARACTERS = 3000;

/** Details of a long list's rooms, loaded only for visible rows. */
export class RoomSummaries {
  readonly #known = new Map<string, Known>();
  readonly #wanted = new Set<string>();
  readonly #underWay = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #isAsking = false;
  /** Increases with each answer. */
  version = 0;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  get(roomId: string): Known | undefined {
    return this.#known.get(roomId);
  }

  want(roomId: string): void {
    if (this.#known.has(roomId) || this.#underWay.has(roomId)) return;
    this.#wanted.add(roomId);
    if (!this.#isAsking) void this.#askAll();
  }

  /** Scrolled away before its turn. */
  unwant(roomId: string): void {
    this.#wanted.delete(roomId);
  }

  async #askAll(): Promise<void> {
    this.#isAsking = true;
    do {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      const batch = this.#takeBatch();
      if (batch.length > 0) await this.#ask(batch);
    } while (this.#wanted.size > 0);
    this.#isAsking = false;
  }

  #takeBatch(): string[] {
    const batch: string[] = [];
    let characters = 0;
    for (const roomId of this.#wanted) {
      characters += roomId.length + 3;
      if (batch.length === SUMMARIES_AT_ONCE || characters > MAX_CHARACTERS) break;
      batch.push(roomId);
    }
    for (const roomId of batch) this.#wanted.delete(roomId);
    return batch;
  }

  async #ask(room_ids: string[]): Promise<void> {
    const found = new Map<string, Known>(room_ids.map((roomId) => [roomId, "failed"]));
    for (const roomId of room_ids) this.#underWay.add(roomId);
    try {
      const { rooms, unknown } = await send(api.rooms.summaries, { room_ids });
      for (const room of rooms) found.set(room.room_id, room);
      for (const roomId of unknown) found.set(roomId, "unknown");
    } catch (thrown) {
      redirectWhenSignedOut(AppError.from(thrown));
    }
    for (const [roomId, known] of found) this.#known.set(roomId, known);
    this.#underWay.clear();
    this.version += 1;
    for (const listener of this.#listeners) listener();
  }
}

/** Loads a room's details while it is in view. */
export function useAskAbout(summaries: RoomSummaries, roomId: string): void {
  useEffect(() => {
    summaries.want(roomId);
    return () => summaries.unwant(roomId);
  }, [summaries, roomId]);
}

/** A room's details; undefined until loaded. */
export function useRoomSummary(summaries: RoomSummaries, roomId: string): Known | undefined {
  const read = () => summaries.get(roomId);
  return useSyncExternalStore(summaries.subscribe, read, read);
}

/** Changes with any room's details, for a list that is searched: others render their rows once. */
export function useVersion(summaries: RoomSummaries, isSearched: boolean): number {
  const read = () => (isSearched ? summaries.version : 0);
  return useSyncExternalStore(summaries.subscribe, read, read);
}
