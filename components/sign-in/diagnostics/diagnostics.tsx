"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Brand } from "#components/ui/brand.tsx";
import { buttonLook } from "#components/ui/button.tsx";
import { CopyTextButton } from "#components/ui/copy-button.tsx";
import { Link } from "#components/ui/link.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { examine } from "./examine.ts";
import type { DiagnosticsQuestion, DiagnosticsReport } from "#lib/contract/sign-in/diagnostics.ts";
import { AppError } from "#lib/errors.ts";
import { routes } from "#lib/routes.ts";

import { DiagnosticsForm } from "./diagnostics-form.tsx";
import { DiagnosticsSteps } from "./diagnostics-steps.tsx";
import { useReportText } from "./report-text.ts";

type DoctorProps = {
  server: string | null;
  /** There is a choice of servers. */
  isChosen: boolean;
};

/** Why sign-in fails: checks each requirement in order. */
export function Diagnostics({ server, isChosen }: DoctorProps) {
  const t = useTranslations("diagnostics");
  const { report, error, isLooking, look } = useExamination(server);
  const reportText = useReportText();
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-[720px] content-start gap-5 px-4 py-10">
      <header className="grid gap-4">
        <Brand />
        <div>
          <h1 className="text-title font-heading tracking-[-.012em]">{t("title")}</h1>
          <p className="text-ink-2">{t("lead")}</p>
        </div>
      </header>
      <DiagnosticsForm server={server} isChosen={isChosen} isLooking={isLooking} onLook={look} />
      {error && <ErrorNotice body={error.toBody()} />}
      {isLooking && <Looking />}
      {report && !isLooking && <DiagnosticsSteps steps={report.steps} />}
      <footer className="flex flex-wrap items-center gap-2">
        <Link
          href={routes.signIn(server === null ? {} : { server })}
          className={buttonLook("plain")}
        >
          {t("back")}
        </Link>
        {report && !isLooking && (
          <CopyTextButton text={reportText(report.steps)} label={t("copy")} />
        )}
      </footer>
    </main>
  );
}

function Looking() {
  const t = useTranslations("diagnostics");
  return (
    <div role="status" className="grid gap-3 rounded-md border border-line bg-surface p-4">
      <p className="text-ink-2">{t("looking")}</p>
      <Skeleton className="w-2/3" />
      <Skeleton className="w-1/2" />
    </div>
  );
}

/** Runs once at the start, and again on request. */
function useExamination(server: string | null) {
  const [report, setReport] = useState<DiagnosticsReport>();
  const [error, setError] = useState<AppError>();
  const [isLooking, setLooking] = useState(true);

  const run = (question: DiagnosticsQuestion) =>
    examine(question)
      .then(setReport, (thrown: unknown) => setError(AppError.from(thrown)))
      .finally(() => setLooking(false));
  const look = async (question: DiagnosticsQuestion) => {
    setLooking(true);
    setError(undefined);
    await run(question);
  };
  const begin = useEffectEvent(() => void run(server === null ? {} : { server }));
  useEffect(() => begin(), []);
  return { report, error, isLooking, look };
}
