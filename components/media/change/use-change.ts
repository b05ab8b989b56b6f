import { useState } from "react";

import { useCommand } from "#lib/client/use-command.ts";
import { api } from "#lib/contract/index.ts";
import {
  CHANGE_BATCH,
  type ChangeOutcome,
  type MediaChange,
  type MediaFile,
} from "#lib/contract/media.ts";

export type Changed = { file: MediaFile; outcome: ChangeOutcome };

export type Progress =
  | { step: "asking" }
  | { step: "running"; done: number; total: number }
  | { step: "done"; changed: readonly Changed[] };

/** Changes files in batches, and reads each batch again right after. */
export function useChange(userId: string, change: MediaChange) {
  const { run, error } = useCommand(api.media[change]);
  const [progress, setProgress] = useState<Progress>({ step: "asking" });

  const begin = async (files: readonly MediaFile[]) => {
    const changed: Changed[] = [];
    for (let done = 0; done < files.length; done += CHANGE_BATCH) {
      setProgress({ step: "running", done, total: files.length });
      const batch = files.slice(done, done + CHANGE_BATCH);
      const answer = await run({
        user_id: userId,
        media_ids: batch.map(({ media_id }) => media_id),
      });
      const outcomes = new Map(answer?.files.map((one) => [one.media_id, one.outcome]));
      changed.push(
        ...batch.map((file) => ({ file, outcome: outcomes.get(file.media_id) ?? "unread" })),
      );
      if (!answer) break;
    }
    setProgress({ step: "done", changed });
  };

  return { progress, error, begin };
}
