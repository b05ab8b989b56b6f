import { useState } from "react";

import type { Selection } from "#components/ui/data-table.tsx";
import type { MediaFile } from "#lib/contract/media.ts";

/** Selected files, including other pages': those as last seen. */
export function useMediaSelection(shown: readonly MediaFile[]) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, MediaFile>>(new Map());
  const byId = new Map(shown.map((file) => [file.media_id, file]));
  const files = [...chosen].map(([id, file]) => byId.get(id) ?? file);
  const selection: Selection = {
    ids: new Set(chosen.keys()),
    onChange: (ids) => {
      const found = [...ids].map((id) => byId.get(id) ?? chosen.get(id));
      const kept = found.filter((file) => file !== undefined);
      setChosen(new Map(kept.map((file) => [file.media_id, file])));
    },
    nameOf: (id) => byId.get(id)?.upload_name || id,
  };
  return { files, selection, clear: () => setChosen(new Map()) };
}
