"use client";

import { Copy, DoorOpen, Ellipsis, UserRoundMinus } from "lucide-react";
import { useTranslations } from "next-intl";

import { Badge, type Tone } from "#components/ui/badge.tsx";
import { IconButton } from "#components/ui/button.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { Identifier } from "#components/ui/identifier.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import type { RoomPurpose } from "#components/matrix/use-room-action.ts";
import type { Membership } from "#lib/contract/memberships.ts";
import { visibleIdentifier } from "#lib/matrix/visible-text.ts";

import { MemberCount, RoomName } from "./room-name.tsx";
import type { RoomSummaries } from "./room-summaries.ts";

export const MEMBERSHIPS_TABLE = "memberships";

export type MembershipRow = { room_id: string; membership: Membership };

const TONES: Record<Membership, Tone> = {
  join: "ok",
  invite: "note",
  knock: "note",
  ban: "bad",
  leave: "plain",
};

/** The columns of a user's rooms, with each room's actions. */
export function useMembershipsColumns(
  summaries: RoomSummaries,
  onAct: (purpose: RoomPurpose, roomId: string) => void,
): Column<MembershipRow>[] {
  const t = useTranslations("memberships");
  const names = useTranslations("memberships.names");
  const field = useTranslations("fields");
  return [
    {
      id: "room",
      header: t("room"),
      grows: true,
      cell: ({ room_id }) => (
        <div className="min-w-0">
          <RoomName roomId={room_id} summaries={summaries} />
          <Identifier>{room_id}</Identifier>
        </div>
      ),
    },
    {
      id: "membership",
      header: t("membership"),
      cell: ({ membership }) => <Badge tone={TONES[membership]}>{names(membership)}</Badge>,
    },
    {
      id: "members",
      header: t("members"),
      align: "right",
      wideOnly: true,
      canHide: true,
      cell: ({ room_id }) => <MemberCount roomId={room_id} summaries={summaries} />,
    },
    {
      id: "actions",
      header: field("actions"),
      isHeaderHidden: true,
      align: "right",
      cell: ({ room_id, membership }) => (
        <Menu
          align="end"
          label={t("actions")}
          trigger={
            <IconButton
              data-row-focus
              label={t("more", { room: visibleIdentifier(room_id) })}
              className="text-ink-3 group-hover:text-ink"
            >
              <Ellipsis />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => void navigator.clipboard.writeText(room_id)}>
            <Copy />
            {t("copyId")}
          </MenuItem>
          {membership === "join" && (
            <>
              <MenuSeparator />
              <MenuItem onSelect={() => onAct("giveUpPower", room_id)}>
                <UserRoundMinus />
                {t("giveUpPower")}
              </MenuItem>
              <MenuItem isDanger onSelect={() => onAct("leaveRoom", room_id)}>
                <DoorOpen />
                {t("leaveRoom")}
              </MenuItem>
            </>
          )}
        </Menu>
      ),
    },
  ];
}
