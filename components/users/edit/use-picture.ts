import { useEffect, useState } from "react";

import { resizePicture } from "#lib/client/resize-picture.ts";
import { AppError } from "#lib/errors.ts";

type Picture = { blob: Blob; url: string };

/** A chosen image, scaled down, with an address to show it. */
export function usePicture() {
  const [picture, setPicture] = useState<Picture>();
  const [error, setError] = useState<AppError>();
  const url = picture?.url;
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url]);

  const choose = async (file: File) => {
    setError(undefined);
    try {
      const blob = await resizePicture(file);
      setPicture({ blob, url: URL.createObjectURL(blob) });
    } catch (thrown) {
      setPicture(undefined);
      setError(AppError.from(thrown));
    }
  };

  return { picture, error, choose };
}
