"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { NameList } from "#components/ui/name-list.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { AppError } from "#lib/errors.ts";

type Names = ComponentProps<typeof NameList>;

type Question = {
  title: string;
  explanation: string;
  /** What it will be done to. */
  names: Names;
  /** Warnings, and what has to be confirmed. */
  children: ReactNode;
  submitLabel: string;
  look: "primary" | "danger";
  onSubmit: () => unknown;
};

export type BatchReport = {
  title: string;
  kind: "ok" | "warn";
  body: string;
  /** What it was not done to. */
  rest?: Names | undefined;
  /** Why it ended early. */
  error: AppError | undefined;
};

type BatchDialogProps = Question & {
  userId: string;
  /** How far it is, in words. Undefined: it has not begun. */
  progress: string | undefined;
  /** Undefined: it has not ended. */
  report: BatchReport | undefined;
  /** After the report was read. */
  onDone?: () => void;
  onClose: () => void;
};

/** Confirms an action on many items of a user, shows its progress, and reports the result. */
export function BatchDialog(props: BatchDialogProps) {
  const { userId, progress, report, onClose, onDone = onClose, ...question } = props;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      isBusy={progress !== undefined && !report}
      title={report?.title ?? question.title}
      subtitle={<InlineIdentifier>{userId}</InlineIdentifier>}
    >
      {report ? (
        <Report report={report} onDone={onDone} />
      ) : (
        <AskFirst {...question} progress={progress} onClose={onClose} />
      )}
    </Dialog>
  );
}

type AskFirstProps = Question & Pick<BatchDialogProps, "progress" | "onClose">;

function AskFirst(props: AskFirstProps) {
  const { explanation, names, children, submitLabel, look, onSubmit, progress, onClose } = props;
  const ui = useTranslations("ui");
  const isRunning = progress !== undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
      noValidate
    >
      <DialogBody>
        <p className="text-ink-2">{explanation}</p>
        <NameList {...names} />
        {children}
        <p role="status" className="text-small text-ink-2">
          {progress}
        </p>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose} disabled={isRunning}>
          {ui("cancel")}
        </Button>
        <Button type="submit" look={look} disabled={isRunning}>
          {submitLabel}
        </Button>
      </DialogFooter>
    </form>
  );
}

function Report({ report, onDone }: { report: BatchReport; onDone: () => void }) {
  const { kind, body, rest, error } = report;
  const ui = useTranslations("ui");
  return (
    <>
      <DialogBody>
        {error && <ErrorNotice body={error.toBody()} />}
        <Notice kind={kind} isAlert title={rest?.label}>
          {body}
        </Notice>
        {rest && <NameList {...rest} />}
      </DialogBody>
      <DialogFooter>
        <Button look="primary" onClick={onDone}>
          {ui("done")}
        </Button>
      </DialogFooter>
    </>
  );
}
