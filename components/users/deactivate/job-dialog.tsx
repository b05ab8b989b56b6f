"use client";

import { LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { Button, buttonLook } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { Link } from "#components/ui/link.tsx";
import { routes } from "#lib/routes.ts";

type JobDialogProps = {
  title: string;
  userId: string;
  jobId: string;
  /** The current step. */
  under: string | undefined;
  onClose: () => void;
  children: ReactNode;
};

/** A job on one account, from its start to its report. Closing it stops nothing. */
export function JobDialog({ title, userId, jobId, under, onClose, children }: JobDialogProps) {
  const t = useTranslations("accountEnd");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      subtitle={<InlineIdentifier>{userId}</InlineIdentifier>}
    >
      <DialogBody>
        <div role="status" className="empty:hidden">
          {under && (
            <p className="flex gap-2.5 text-ink-2">
              <LoaderCircle
                aria-hidden="true"
                className="mt-0.5 size-4 shrink-0 animate-spin motion-reduce:animate-none"
              />
              {under}
            </p>
          )}
        </div>
        {children}
      </DialogBody>
      <DialogFooter>
        <Link href={routes.job(jobId)} className={buttonLook("quiet")}>
          {t("toJob")}
        </Link>
        <Button look={under ? "plain" : "primary"} onClick={onClose}>
          {t(under ? "close" : "done")}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
