import { useState } from "react";

import { redirectWhenSignedOut } from "#lib/client/session-expired.ts";
import { upload } from "#lib/client/upload.ts";
import { columnsByName, type ImportColumn } from "#lib/contract/import-columns.ts";
import { IMPORT_MAX_BYTES, Uploaded } from "#lib/contract/imports.ts";
import { AppError } from "#lib/errors.ts";
import { readHeader } from "#lib/read-csv.ts";
import { routes } from "#lib/routes.ts";

const HEADER_BYTES = 64 * 1024;

type Chosen = { file: File; columns: ImportColumn[] };

/** The chosen file, its columns, and the upload's progress. */
export function useChosenFile(onDone: (importId: string) => void) {
  const [chosen, setChosen] = useState<Chosen>();
  const [sent, setSent] = useState<number>();
  const [error, setError] = useState<AppError>();

  const choose = async (file: File) => {
    setError(undefined);
    setChosen(undefined);
    if (file.size > IMPORT_MAX_BYTES) return setError(new AppError("file_too_large"));
    const begin = await file.slice(0, HEADER_BYTES).text();
    const header = readHeader(begin, true);
    if (!header || header === "open") {
      return setError(new AppError(begin.trim() ? "not_csv" : "no_user_column", { line: 1 }));
    }
    setChosen({ file, columns: columnsByName(header.names) });
  };

  const send = async () => {
    if (!chosen) return;
    setError(undefined);
    setSent(0);
    try {
      const answer = await upload(addressFor(chosen), chosen.file, setSent);
      onDone(Uploaded.parse(answer).import_id);
    } catch (thrown) {
      const failure = AppError.from(thrown);
      redirectWhenSignedOut(failure);
      setError(failure);
    } finally {
      setSent(undefined);
    }
  };

  const setColumns = (columns: ImportColumn[]) => chosen && setChosen({ ...chosen, columns });
  return { chosen, choose, setColumns, send, sent, error };
}

function addressFor({ file, columns }: Chosen): string {
  const query = new URLSearchParams({
    name: file.name,
    columns: columns.map(({ field }) => field ?? "").join(","),
  });
  return `${routes.uploadUsers()}?${query}`;
}
