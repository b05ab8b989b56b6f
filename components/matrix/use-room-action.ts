"use client";

import { useState } from "react";

import type { POWER_REASONS } from "#lib/contract/access.ts";
import { api } from "#lib/contract/index.ts";

import { useCommand } from "#lib/client/use-command.ts";

export type RoomPurpose = "leaveRoom" | "giveUpPower";
export type RoomActionResult = "done" | "still_there" | (typeof POWER_REASONS)[number];

/** Acts in a room for a user. The result is read again from the homeserver. */
export function useRoomAction(userId: string, purpose: RoomPurpose) {
  const leave = useCommand(api.access.leaveRoom);
  const giveUp = useCommand(api.access.giveUpPower);
  const [outcome, setOutcome] = useState<RoomActionResult>();

  const run = async (room_id: string) => {
    const about = { user_id: userId, room_id };
    if (purpose === "leaveRoom") {
      const answer = await leave.run(about);
      if (answer) setOutcome(answer.has_left ? "done" : "still_there");
      return;
    }
    const answer = await giveUp.run(about);
    if (answer) setOutcome(answer.is_given_up ? "done" : (answer.reason ?? "unchanged"));
  };

  return {
    run,
    outcome,
    error: leave.error ?? giveUp.error,
    isRunning: leave.isRunning || giveUp.isRunning,
  };
}
