"use client";

import { clsx } from "clsx";
import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import type { MediaFile } from "#lib/contract/media.ts";
import { routes } from "#lib/routes.ts";

import { canPreview, KIND_ICONS, kindOf, mxcOf } from "./media-rules.ts";

type MediaPreviewProps = {
  userId: string;
  file: MediaFile;
  /** Already requested. */
  isAsked?: boolean;
  className?: string;
};

/** A file's image, loaded only on demand. */
export function MediaPreview({ userId, file, isAsked = false, className }: MediaPreviewProps) {
  const t = useTranslations("media.preview");
  const [state, setState] = useState<"hidden" | "shown" | "failed">(isAsked ? "shown" : "hidden");
  const Icon = KIND_ICONS[kindOf(file)];
  const address = routes.media(mxcOf(userId, file), "preview");
  const name = file.upload_name || file.media_id;
  const isPossible = canPreview(file) && address !== null;

  return (
    <div
      className={clsx(
        "relative grid place-items-center overflow-hidden bg-sunken text-center",
        className,
      )}
    >
      {isPossible && state === "shown" ? (
        // Sized by its place, and from our own address: an image service would be another reader.
        // eslint-disable-next-line nextjs/no-img-element
        <img
          src={address}
          alt={t("alt", { name })}
          onError={() => setState("failed")}
          className="absolute inset-0 size-full object-contain"
        />
      ) : (
        <div className="grid justify-items-center gap-2 p-3">
          <Icon className="size-6 text-ink-3" aria-hidden="true" />
          {!isPossible || state === "failed" ? (
            <p className="max-w-[30ch] text-small text-ink-2">
              {file.quarantined_by
                ? t("quarantined")
                : state === "failed"
                  ? t("failed")
                  : t("noPicture")}
            </p>
          ) : (
            <Button onClick={() => setState("shown")} aria-label={t("showNamed", { name })}>
              <Eye />
              {t("show")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
