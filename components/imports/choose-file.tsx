"use client";

import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { hasUserId } from "#lib/contract/import-columns.ts";

import { ColumnChoices } from "./column-choices.tsx";
import { useChosenFile } from "./use-chosen-file.ts";

/** Chooses a file, assigns its unrecognised columns, and uploads it. */
export function ChooseFile({ onDone }: { onDone: (importId: string) => void }) {
  const t = useTranslations("imports");
  const { chosen, choose, setColumns, send, sent, error } = useChosenFile(onDone);
  const isSending = sent !== undefined;
  const isReady = chosen !== undefined && hasUserId(chosen.columns);
  return (
    <div className="grid max-w-180 gap-4">
      <p className="text-ink-2">{t("explain")}</p>
      <DropField isDisabled={isSending} onFile={(file) => void choose(file)} />
      {error && <ErrorNotice body={error.toBody()} />}
      {chosen && (
        <Panel title={chosen.file.name}>
          <div className="grid gap-4 px-4 py-3.5">
            {chosen.columns.some(({ field }) => field === null) && (
              <ColumnChoices
                columns={chosen.columns}
                isDisabled={isSending}
                onChange={setColumns}
              />
            )}
            {!isReady && <Notice kind="warn">{t("needsUserId")}</Notice>}
            {isSending && (
              <Progress
                label={t("sending")}
                parts={[{ tone: "note", count: sent }]}
                total={chosen.file.size}
              />
            )}
            <div>
              <Button look="primary" disabled={!isReady || isSending} onClick={() => void send()}>
                {t(isSending ? "sending" : "send")}
              </Button>
            </div>
          </div>
        </Panel>
      )}
    </div>
  );
}

type DropFieldProps = { isDisabled: boolean; onFile: (file: File) => void };

function DropField({ isDisabled, onFile }: DropFieldProps) {
  const t = useTranslations("imports");
  return (
    <label className="relative grid justify-items-center gap-1.5 rounded-md border border-dashed border-line-control bg-surface px-6 py-10 text-center hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
      <FileUp className="size-6 text-ink-3" aria-hidden="true" />
      <span className="font-strong">{t("choose")}</span>
      <span className="text-small text-ink-3">{t("limits")}</span>
      {/* Covers the card: a dropped file lands on the file field, without code of ours. */}
      <input
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        disabled={isDisabled}
        className="absolute inset-0 cursor-pointer opacity-0"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // A corrected file can be chosen again.
          event.target.value = "";
          if (file) onFile(file);
        }}
      />
    </label>
  );
}
