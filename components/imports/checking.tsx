import { useTranslations } from "next-intl";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useCommand } from "#lib/client/use-command.ts";
import { api } from "#lib/contract/index.ts";
import type { Import } from "#lib/contract/imports.ts";
import { AppError } from "#lib/errors.ts";

/** A running or aborted check. */
export function Checking({ file }: { file: Import }) {
  const t = useTranslations("imports");
  const check = useCommand(api.imports.check);
  const again = (
    <Button
      look="primary"
      disabled={check.isRunning}
      onClick={() => void check.run({ import_id: file.id })}
    >
      {t("checkAgain")}
    </Button>
  );
  if (file.state === "checking") {
    return (
      <>
        <p role="status" className="mb-3 text-ink-2">
          {t("checking", { count: file.rows, name: file.file_name })}
        </p>
        <Panel>
          <SkeletonRows rows={6} label={t("loading")} />
        </Panel>
      </>
    );
  }
  return (
    <div className="grid gap-3">
      {check.error && <ErrorNotice body={check.error.toBody()} />}
      {file.error ? (
        <ErrorNotice body={AppError.fromBody(file.error).toBody()}>{again}</ErrorNotice>
      ) : (
        <Notice kind="warn" title={t("stopped")} actions={again} />
      )}
    </div>
  );
}
