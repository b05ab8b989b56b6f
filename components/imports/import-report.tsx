"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { PropertyStrip } from "#components/ui/property-list.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useCommand } from "#lib/client/use-command.ts";
import { api } from "#lib/contract/index.ts";
import type { Import, ImportCounts } from "#lib/contract/imports.ts";

import { ImportChoices } from "./import-choices.tsx";
import { ImportRows } from "./import-rows.tsx";
import { AT_FIRST, countOf } from "./import-rules.ts";
import { StartDialog } from "./start-dialog.tsx";

type ImportReportProps = { file: Import; counts: ImportCounts; onLeave: () => void };

/** What a file would change, and its problems. Nothing has happened yet. */
export function ImportReport({ file, counts, onLeave }: ImportReportProps) {
  const t = useTranslations("imports");
  const [options, setOptions] = useState({
    ...AT_FIRST,
    ...(counts.create === 0 && counts.change > 0 && { mode: "update" as const }),
  });
  const format = useFormatter();
  const [isOpen, setOpen] = useState(false);
  const check = useCommand(api.imports.check);
  const discard = useCommand(api.imports.discard);
  const count = countOf(counts, options);
  const ignored = file.columns.filter(({ field }) => field === null).map(({ name }) => name);
  const error = check.error ?? discard.error;
  const forget = async () => {
    if (await discard.run({ import_id: file.id })) onLeave();
  };

  return (
    <>
      <p className="mb-3 break-words text-ink-2">{t("checked", { name: file.file_name })}</p>
      <PropertyStrip
        items={[
          { title: t("counts.rows"), value: format.number(file.rows) },
          { title: t("counts.create"), value: format.number(counts.create) },
          { title: t("counts.change"), value: format.number(counts.change) },
          { title: t("counts.left"), value: format.number(counts.same + counts.left) },
          { title: t("counts.problem"), value: format.number(counts.problem) },
        ]}
      />
      <div className="mb-5 grid max-w-180 gap-3">
        {error && <ErrorNotice body={error.toBody()} />}
        {counts.problem > 0 && (
          <Notice kind="bad">{t("problemsLeftOut", { count: counts.problem })}</Notice>
        )}
        {counts.nameless > 0 && (
          <Notice
            kind="info"
            title={t("nameless", { count: counts.nameless })}
            actions={
              <Button
                disabled={check.isRunning}
                onClick={() => void check.run({ import_id: file.id, generate_names: true })}
              >
                {t("generateNames")}
              </Button>
            }
          >
            {t("namelessHint")}
          </Notice>
        )}
        {counts.weak_passwords > 0 && (
          <Notice kind="warn">{t("weakPasswords", { count: counts.weak_passwords })}</Notice>
        )}
        {counts.new_admins > 0 && (
          <Notice kind="warn">{t("newAdmins", { count: counts.new_admins })}</Notice>
        )}
        {counts.lost_admins > 0 && (
          <Notice kind="warn">{t("lostAdmins", { count: counts.lost_admins })}</Notice>
        )}
        {ignored.length > 0 && (
          <Notice kind="info">{t("ignoredColumns", { names: format.list(ignored) })}</Notice>
        )}
        <ImportChoices file={file} counts={counts} options={options} onChange={setOptions} />
        <div className="flex flex-wrap items-center gap-2">
          <Button look="primary" disabled={count === 0} onClick={() => setOpen(true)}>
            {t("import", { count })}
          </Button>
          <Button disabled={check.isRunning} onClick={() => void check.run({ import_id: file.id })}>
            {t("checkAgain")}
          </Button>
          <Button look="quiet" disabled={discard.isRunning} onClick={() => void forget()}>
            {t("discard")}
          </Button>
        </div>
      </div>
      <ImportRows importId={file.id} />
      {isOpen && (
        <StartDialog
          importId={file.id}
          options={options}
          count={count}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
