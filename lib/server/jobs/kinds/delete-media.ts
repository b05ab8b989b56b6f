import "server-only";
import * as z from "zod/mini";

import { jobCalls } from "#lib/contract/internal/jobs.ts";
import { AppError } from "#lib/errors.ts";
import type { MakeKind, Work } from "#lib/server/jobs/kind.ts";
import { pages } from "#lib/server/runtime/pages.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

const SETTLE_TIMEOUT_MS = 60_000;

/** Absent: none deleted yet. */
const Known = z.object({ files: z.optional(z.number()) });

/**
 * Deletes an account's files, a hundred with each call, until none is left. After a doubtful call it simply
 * looks again.
 */
export const deleteMedia: MakeKind<"delete_media"> = () => ({
  concurrency: 2,
  settleTimeoutMs: SETTLE_TIMEOUT_MS,
  run: async (work) => {
    const input = { user_id: work.target };
    let { files = 0 } = Known.parse(work.known);
    const deleted = pages({
      first: 0,
      read: async (before) => {
        if (work.signal.aborted) throw new AppError("shutting_down");
        const { deleted_media } = await work.record("users.deleteMedia", input, () =>
          callHomeserver(work.homeserver, jobCalls.deleteUserMedia, input),
        );
        const count = deleted_media.length;
        return { rows: deleted_media, next: count === 0 ? undefined : before + count };
      },
      keyOf: (media_id) => media_id,
    });
    for await (const { length } of deleted) {
      if (length === 0) break;
      files += length;
      await work.checkpoint({ files });
    }
    // A file that cannot be deleted from disk stays in Synapse's list.
    if ((await filesOf(work)) > 0) throw new AppError("media_left");
    return { files };
  },
  verify: async (work) => ((await filesOf(work)) === 0 ? Known.parse(work.known) : undefined),
});

async function filesOf({ homeserver, target }: Work): Promise<number> {
  const input = { user_id: target, limit: 1 as const };
  return (await callHomeserver(homeserver, jobCalls.userMedia, input)).total;
}
