"use client";

import { useTranslations } from "next-intl";

import { Badge } from "#components/ui/badge.tsx";
import type { MediaFile } from "#lib/contract/media.ts";
import { visibleIdentifier } from "#lib/matrix/visible-text.ts";

type MediaStateProps = { file: MediaFile; isAvatar: boolean };

/** A file's exceptional states. */
export function MediaState({ file, isAvatar }: MediaStateProps) {
  const t = useTranslations("media");
  const { quarantined_by: by, safe_from_quarantine: isProtected, url_cache: page } = file;
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      {by && (
        <Badge
          tone="bad"
          title={
            by === "system"
              ? t("quarantinedBySystem")
              : t("quarantinedBy", { who: visibleIdentifier(by) })
          }
        >
          {t("quarantined")}
        </Badge>
      )}
      {isProtected && (
        <Badge tone="ok" title={t("protectedHelp")}>
          {t("protected")}
        </Badge>
      )}
      {isAvatar && (
        <Badge tone="note" title={t("avatarHelp")}>
          {t("avatar")}
        </Badge>
      )}
      {page && (
        <Badge tone="plain" title={t("linkPreviewHelp", { page })}>
          {t("linkPreview")}
        </Badge>
      )}
    </span>
  );
}
