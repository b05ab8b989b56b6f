"use client";

import { useTranslations } from "next-intl";

import type { Column } from "#components/ui/data-table.tsx";
import { Identifier } from "#components/ui/identifier.tsx";
import { TimeAgo, Day } from "#components/ui/time.tsx";
import type { MediaChange, MediaFile } from "#lib/contract/media.ts";

import { MediaActions } from "./media-actions.tsx";
import { KIND_ICONS, kindOf } from "./media-rules.ts";
import { MediaState } from "./media-state.tsx";
import { useSize } from "#components/ui/use-size.ts";

export const MEDIA_TABLE = "media";

type Doing = {
  userId: string;
  isAvatar: (file: MediaFile) => boolean;
  onChange: (change: MediaChange, files: readonly MediaFile[]) => void;
};

/** The columns of a user's files, with each file's actions. */
export function useMediaColumns({ userId, isAvatar, onChange }: Doing): Column<MediaFile>[] {
  const t = useTranslations("media");
  const field = useTranslations("fields");
  const size = useSize();
  const accessed = ({ last_access_ts: ms }: MediaFile) =>
    ms ? <TimeAgo ms={ms} /> : <span className="text-ink-3">{t("neverAccessed")}</span>;
  return [
    {
      id: "upload_name",
      header: t("file"),
      sort: { by: "upload_name", dir: "f" },
      grows: true,
      cell: (file) => {
        const Icon = KIND_ICONS[kindOf(file)];
        return (
          <div className="flex min-w-0 items-center gap-2.5">
            <Icon className="size-4 shrink-0 text-ink-3" aria-hidden="true" />
            <div className="min-w-0">
              <div className="flex min-w-0 items-center gap-1.5">
                <span className="truncate leading-[18px] font-strong">
                  {file.upload_name || t("noName")}
                </span>
                <MediaState file={file} isAvatar={isAvatar(file)} />
              </div>
              <Identifier>{file.media_id}</Identifier>
              {/* A phone has no columns for these. */}
              <p className="truncate text-small text-ink-3 md:hidden">
                {size(file.media_length)} · <Day ms={file.created_ts} />
              </p>
            </div>
          </div>
        );
      },
    },
    {
      id: "media_type",
      header: t("type"),
      sort: { by: "media_type", dir: "f" },
      wideOnly: true,
      canHide: true,
      cell: ({ media_type }) => (
        <span className="font-mono text-small whitespace-nowrap text-ink-2">{media_type}</span>
      ),
    },
    {
      id: "media_length",
      header: t("size"),
      sort: { by: "media_length", dir: "b" },
      align: "right",
      wideOnly: true,
      canHide: true,
      cell: ({ media_length }) => (
        <span className="tabular whitespace-nowrap">{size(media_length)}</span>
      ),
    },
    {
      id: "created_ts",
      header: t("uploaded"),
      sort: { by: "created_ts", dir: "b" },
      wideOnly: true,
      canHide: true,
      cell: ({ created_ts, malformed }) => <Day ms={created_ts} raw={malformed?.["created_ts"]} />,
    },
    {
      id: "last_access_ts",
      header: t("accessed"),
      sort: { by: "last_access_ts", dir: "b" },
      wideOnly: true,
      canHide: true,
      cell: accessed,
    },
    {
      id: "actions",
      header: field("actions"),
      isHeaderHidden: true,
      align: "right",
      cell: (file) => (
        <MediaActions userId={userId} file={file} onChange={(change) => onChange(change, [file])} />
      ),
    },
  ];
}
