import { AudioLines, File, FileText, Film, Image } from "lucide-react";

import type { MediaChange, MediaFile } from "#lib/contract/media.ts";
import { serverOf } from "#lib/matrix/user-id.ts";

export const mxcOf = (userId: string, { media_id }: Pick<MediaFile, "media_id">): string =>
  `mxc://${serverOf(userId)}/${media_id}`;

/** The icon of each kind of file. */
export const KIND_ICONS = {
  image: Image,
  video: Film,
  audio: AudioLines,
  text: FileText,
  other: File,
};

export function kindOf({ media_type }: Pick<MediaFile, "media_type">): keyof typeof KIND_ICONS {
  const type = media_type ?? "";
  if (type === "application/pdf") return "text";
  const [kind] = type.split("/");
  return kind === "image" || kind === "video" || kind === "audio" || kind === "text"
    ? kind
    : "other";
}

/** Images with a thumbnail from Synapse that a browser can draw. A quarantined file shows nothing. */
export const canPreview = ({ media_type, quarantined_by }: MediaFile): boolean =>
  !quarantined_by && /^image\/(png|jpe?g|gif|webp|avif)$/.test(media_type ?? "");

/** Whether a change would affect a file, as far as known. */
export function isOffered(change: MediaChange, file: MediaFile): boolean {
  switch (change) {
    case "quarantine":
      return !file.quarantined_by;
    case "release":
      return file.quarantined_by !== null;
    case "protect":
      return file.safe_from_quarantine !== true;
    case "unprotect":
      return file.safe_from_quarantine !== false;
    case "delete":
      return true;
  }
}
