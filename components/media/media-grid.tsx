"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";

import { Checkbox } from "#components/ui/checkbox.tsx";
import type { Selection } from "#components/ui/data-table.tsx";
import { Day } from "#components/ui/time.tsx";
import type { MediaChange, MediaFile } from "#lib/contract/media.ts";

import { MediaActions } from "./media-actions.tsx";
import { MediaPreview } from "./media-preview.tsx";
import { MediaState } from "./media-state.tsx";
import { useSize } from "#components/ui/use-size.ts";
import { visibleName } from "#lib/matrix/visible-text.ts";

type MediaGridProps = {
  userId: string;
  files: readonly MediaFile[];
  selection: Selection;
  isAvatar: (file: MediaFile) => boolean;
  onChange: (change: MediaChange, files: readonly MediaFile[]) => void;
};

/** Files as tiles, with thumbnails. */
export function MediaGrid(props: MediaGridProps) {
  const { userId, files, selection, isAvatar, onChange } = props;
  const t = useTranslations("media");
  return (
    <ul
      aria-label={t("title")}
      className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,200px),1fr))] gap-3 p-3"
    >
      {files.map((file) => (
        <Tile
          key={file.media_id}
          userId={userId}
          file={file}
          selection={selection}
          isAvatar={isAvatar(file)}
          onChange={(change) => onChange(change, [file])}
        />
      ))}
    </ul>
  );
}

type TileProps = {
  userId: string;
  file: MediaFile;
  selection: Selection;
  isAvatar: boolean;
  onChange: (change: MediaChange) => void;
};

function Tile({ userId, file, selection, isAvatar, onChange }: TileProps) {
  const t = useTranslations("media");
  const ui = useTranslations("ui");
  const size = useSize();
  const { media_id, upload_name, media_length, created_ts, malformed } = file;
  const isSelected = selection.ids.has(media_id);
  const toggle = () => {
    const ids = new Set(selection.ids);
    if (!ids.delete(media_id)) ids.add(media_id);
    selection.onChange(ids);
  };
  return (
    <li
      className={clsx(
        "group relative flex flex-col overflow-clip rounded-md border",
        isSelected ? "border-accent bg-accent-soft" : "border-line",
      )}
    >
      <MediaPreview userId={userId} file={file} className="h-36" />
      <span className="absolute top-2 start-2 grid size-6 place-items-center rounded-sm bg-surface">
        <Checkbox
          aria-label={ui("select", { name: visibleName(selection.nameOf(media_id)) })}
          checked={isSelected}
          onChange={toggle}
        />
      </span>
      <div className="flex flex-1 items-start gap-1 border-t border-line py-2 pe-1 ps-3">
        <div className="grid min-w-0 flex-1 gap-0.5">
          <p className="truncate font-strong" title={upload_name || media_id}>
            {upload_name || t("noName")}
          </p>
          <p className="truncate text-small text-ink-2">
            {size(media_length)} · <Day ms={created_ts} raw={malformed?.["created_ts"]} />
          </p>
          <MediaState file={file} isAvatar={isAvatar} />
        </div>
        <MediaActions userId={userId} file={file} onChange={onChange} />
      </div>
    </li>
  );
}
