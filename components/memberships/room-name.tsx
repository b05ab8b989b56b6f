"use client";

import { useTranslations } from "next-intl";

import { Badge } from "#components/ui/badge.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

import { useAskAbout, useRoomSummary, type Known, type RoomSummaries } from "./room-summaries.ts";

type RoomNameProps = { roomId: string; summaries: RoomSummaries };

/** A room's name and kind, once loaded. */
export function RoomName({ roomId, summaries }: RoomNameProps) {
  const t = useTranslations("memberships");
  useAskAbout(summaries, roomId);
  const known = useRoomSummary(summaries, roomId);
  if (known === undefined) return <Skeleton className="my-0.5 w-40 max-w-full" />;
  if (known === "unknown" || known === "failed") {
    return (
      <span
        className="block truncate leading-[18px] text-ink-3"
        title={known === "unknown" ? t("unknownHelp") : t("failedHelp")}
      >
        {known === "unknown" ? t("unknown") : t("failed")}
      </span>
    );
  }
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <span className="truncate leading-[18px] font-strong">{nameOf(known) ?? t("noName")}</span>
      {known.room_type === "m.space" && <Badge tone="plain">{t("space")}</Badge>}
      {known.encryption && (
        <Badge tone="plain" title={t("encryptedHelp")}>
          {t("encrypted")}
        </Badge>
      )}
      {known.public && (
        <Badge tone="plain" title={t("publicHelp")}>
          {t("public")}
        </Badge>
      )}
    </span>
  );
}

/** A room's number of members, if known. */
export function MemberCount({ roomId, summaries }: RoomNameProps) {
  const t = useTranslations("memberships");
  const known = useRoomSummary(summaries, roomId);
  const count = typeof known === "object" ? known.joined_members : undefined;
  if (typeof count !== "number") return null;
  return <span className="tabular">{t("memberCount", { count })}</span>;
}

/** Null if the room has neither a name nor an address. */
export const nameOf = (known: Known | undefined): string | null =>
  typeof known === "object" ? known.name || known.canonical_alias || null : null;
