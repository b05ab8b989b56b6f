import "server-only";

import { api } from "#lib/contract/index.ts";
import { jobCalls, NOTICE_ID } from "#lib/contract/internal/jobs.ts";
import type { MakeKind, Result, Work } from "#lib/server/jobs/kind.ts";
import { joinedRoomsOf, membershipsOf } from "#lib/server/domain/rooms/memberships.ts";
import { requireNotices } from "#lib/server/domain/users/server-notices.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

/** The first notice to an account creates its room. */
const SETTLE_TIMEOUT_MS = 30_000;
/** How many of a room's latest messages are searched. */
const LATEST = 50;

/**
 * Sends each account a server notice once: with an ID that stays the same through every attempt. Synapse
 * remembers it for half an hour, and only for the token that sent it. The notice contains the ID too, so a
 * doubtful delivery is looked up before sending again.
 */
export const notice: MakeKind<"notice"> = ({ text, people_only }) => ({
  concurrency: 2,
  settleTimeoutMs: SETTLE_TIMEOUT_MS,
  prepare: ({ homeserver }) => requireNotices(homeserver),
  run: async (work) => {
    const { homeserver, target: user_id, id } = work;
    const { appservice_id, deactivated } = await callHomeserver(homeserver, api.users.get, {
      user_id,
    });
    if (deactivated) return { reason: "nobody_reads" };
    if (people_only && appservice_id) return { reason: "bridged" };
    const content = { msgtype: "m.text" as const, body: text, [NOTICE_ID]: id };
    return work.record("users.notify", { user_id, text }, () =>
      callHomeserver(homeserver, jobCalls.sendNotice, { txn_id: id, user_id, content }),
    );
  },
  verify: async (work) => {
    for (const room_id of await roomsOf(work)) {
      const found = await findIn(work, room_id);
      if (found) return found;
    }
    return undefined;
  },
});

/** The notice may be in any room: only the user's client knows which one is for notices. */
async function roomsOf({ homeserver, target }: Work): Promise<string[]> {
  const memberships = await membershipsOf(homeserver, target);
  if (!memberships) return joinedRoomsOf(homeserver, target);
  return Object.keys(memberships).filter((room) => memberships[room] !== "ban");
}

async function findIn({ homeserver, id }: Work, room_id: string): Promise<Result | undefined> {
  const { chunk } = await callHomeserver(homeserver, jobCalls.latestNotices, {
    room_id,
    dir: "b",
    limit: LATEST,
    filter: '{"types":["m.room.message"]}',
  });
  const found = chunk.find(({ content }) => content[NOTICE_ID] === id);
  return found && { event_id: found.event_id };
}
