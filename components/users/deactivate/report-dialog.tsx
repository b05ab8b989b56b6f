"use client";

import { useTranslations } from "next-intl";

import { LoadError } from "#components/errors/load-error.tsx";
import type { UserDialogProps } from "#components/users/user-action.ts";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { ExactTime } from "#components/ui/time.tsx";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

import { ReportView } from "./report-view.tsx";

/** What is left of an account deactivated before. Changes nothing. */
export function ReportDialog({ user, onClose }: UserDialogProps) {
  const t = useTranslations("accountEnd");
  const { data, error, refresh } = useQuery(api.accountEnd.report, { user_id: user.name });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(user.erased ? "reportErased" : "reportDeactivated", {
        name: nameOf(user),
      })}
      subtitle={<InlineIdentifier>{user.name}</InlineIdentifier>}
    >
      <DialogBody>
        {error && !data && <LoadError error={error} onRetry={refresh} />}
        {!data && !error && <SkeletonRows rows={5} label={t("reading")} />}
        {data && (
          <>
            <p className="text-ink-2">
              {data.ended_ts === null
                ? t("endedElsewhere")
                : t.rich("endedBy", {
                    when: () => <ExactTime ms={data.ended_ts ?? 0} />,
                    who: data.ended_by ?? "",
                  })}
            </p>
            <ReportView report={data} />
          </>
        )}
      </DialogBody>
      <DialogFooter>
        <Button look="primary" onClick={onClose}>
          {t("done")}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
