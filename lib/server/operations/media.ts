import "server-only";

import { mediaCalls } from "#lib/contract/internal/media.ts";
import {
  media,
  type ChangeOutcome,
  type MediaChange,
  type MediaFile,
} from "#lib/contract/media.ts";
import { AppError, type ErrorCode } from "#lib/errors.ts";
import type { Context } from "#lib/server/session/context.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { pages } from "#lib/server/runtime/pages.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";
import { serverOf } from "#lib/matrix/user-id.ts";

import type { Handlers, Input, Output } from "./handlers.ts";

type Changed = Output<"media", "quarantine">;
type Files = Input<"media", "quarantine">;
/** Null: no such file. Undefined: unreadable. */
type Found = MediaFile | null | undefined;

const PAGE = 500;
/** A report reads no more of a user's files than this. */
const MOST_FILES = 10_000;

/** Changes each file, and then reads its real state: the answers say nothing. */
export const changeFiles =
  (change: MediaChange) =>
  async ({ homeserver }: Context, { user_id, media_ids }: Files): Promise<Changed> => {
    const server_name = serverOf(user_id);
    for (const media_id of media_ids) await ask(homeserver, change, { server_name, media_id });
    const found = await look(homeserver, user_id, media_ids);
    return {
      files: media_ids.map((media_id, at) => ({ media_id, outcome: OUTCOME[change](found[at]) })),
    };
  };

/** Errors of one file: reading it shows its state. */
const OF_ONE_FILE: readonly ErrorCode[] = [
  "not_found",
  "rejected",
  "homeserver_failed",
  "outcome_unknown",
];

async function ask(
  homeserver: Homeserver,
  change: MediaChange,
  file: { server_name: string; media_id: string },
): Promise<void> {
  const { media_id } = file;
  try {
    if (change === "protect" || change === "unprotect") {
      await callHomeserver(homeserver, mediaCalls[change], { media_id });
    } else {
      await callHomeserver(homeserver, mediaCalls[change], file);
    }
  } catch (thrown) {
    if (!OF_ONE_FILE.includes(AppError.from(thrown).code)) throw thrown;
  }
}

async function look(
  homeserver: Homeserver,
  user_id: string,
  media_ids: readonly string[],
): Promise<Found[]> {
  const server_name = serverOf(user_id);
  const found: Found[] = [];
  for (const media_id of media_ids) {
    try {
      const answer = await callHomeserver(homeserver, mediaCalls.get, { server_name, media_id });
      found.push(answer.media_info);
    } catch (thrown) {
      const { code } = AppError.from(thrown);
      // Before Synapse 1.140 a single file can't be read.
      if (code === "unsupported") return lookInList(homeserver, user_id, media_ids);
      found.push(code === "not_found" ? null : undefined);
    }
  }
  return found;
}

async function lookInList(
  homeserver: Homeserver,
  user_id: string,
  media_ids: readonly string[],
): Promise<Found[]> {
  const all = await everyFile(homeserver, user_id).catch(() => undefined);
  const byId = all && new Map(all.map((file) => [file.media_id, file]));
  return media_ids.map((media_id) => (byId ? (byId.get(media_id) ?? null) : undefined));
}

/** All files of a user. Undefined if there are too many to read. */
async function everyFile(
  homeserver: Homeserver,
  user_id: string,
): Promise<MediaFile[] | undefined> {
  const list = pages({
    first: 0,
    read: async (from) => {
      const order = { order_by: "created_ts", dir: "f" } as const;
      const asked = { user_id, from, limit: PAGE, ...order };
      const { media: rows, total } = await callHomeserver(homeserver, media.ofUser, asked);
      const next = from + rows.length;
      return { rows, total, next: rows.length === 0 || next >= total ? undefined : next };
    },
    keyOf: ({ media_id }) => media_id,
  });
  const files: MediaFile[] = [];
  for await (const rows of list) {
    if (files.length >= MOST_FILES) return undefined;
    files.push(...rows);
  }
  return files;
}

const unless =
  (judge: (file: MediaFile) => ChangeOutcome) =>
  (found: Found): ChangeOutcome => {
    if (found === undefined) return "unread";
    return found === null ? "gone" : judge(found);
  };

const OUTCOME: Record<MediaChange, (found: Found) => ChangeOutcome> = {
  quarantine: unless(({ quarantined_by, safe_from_quarantine }) => {
    if (quarantined_by) return "done";
    return safe_from_quarantine ? "protected" : "unchanged";
  }),
  release: unless(({ quarantined_by }) => {
    if (quarantined_by === undefined) return "unread";
    return quarantined_by ? "unchanged" : "done";
  }),
  protect: unless(({ safe_from_quarantine: isProtected }) => {
    if (isProtected === undefined) return "unread";
    return isProtected ? "done" : "unchanged";
  }),
  unprotect: unless(({ safe_from_quarantine: isProtected }) => {
    if (isProtected === undefined) return "unread";
    return isProtected ? "unchanged" : "done";
  }),
  delete: (found) => {
    if (found === undefined) return "unread";
    return found === null ? "done" : "unchanged";
  },
};

/** Quarantines all of a user's files, and reads them all afterwards. */
async function quarantineAll(
  { homeserver }: Context,
  { user_id }: Input<"media", "quarantineAll">,
): Promise<Output<"media", "quarantineAll">> {
  const { num_quarantined } = await callHomeserver(homeserver, mediaCalls.quarantineOfUser, {
    user_id,
  });
  const files = await everyFile(homeserver, user_id).catch(() => undefined);
  return { num_quarantined, now: files ? countsOf(files) : null };
}

const countsOf = (files: readonly MediaFile[]) => ({
  total: files.length,
  quarantined: files.filter(({ quarantined_by }) => quarantined_by).length,
  protected: files.filter((file) => file.safe_from_quarantine && !file.quarantined_by).length,
});

export const mediaHandlers = {
  quarantine: changeFiles("quarantine"),
  release: changeFiles("release"),
  protect: changeFiles("protect"),
  unprotect: changeFiles("unprotect"),
  delete: changeFiles("delete"),
  quarantineAll,
} satisfies Handlers<"media">;
