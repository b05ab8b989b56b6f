"use client";

import { Download, FileText, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { LoadError } from "#components/errors/load-error.tsx";
import { useJobTitle } from "#components/matrix/job-title.ts";
import { ButtonLink, buttonLook } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import type { Job } from "#lib/contract/jobs.ts";
import { AppError } from "#lib/errors.ts";
import { routes } from "#lib/routes.ts";

import { JobActions } from "./job-actions.tsx";
import { JobFacts } from "./job-facts.tsx";
import { JobItems } from "./job-items.tsx";
import { JobProgress } from "./job-progress.tsx";
import { TaskDetails } from "./task-details.tsx";
import { useJob } from "./use-jobs.ts";
import { useJobCommands } from "./use-job-commands.ts";

type JobPageProps = { jobId: string; ownUserId: string };

/** One job: its progress, each account's result, and its buttons. */
export function JobPage({ jobId, ownUserId }: JobPageProps) {
  const { data: job, error, refresh } = useJob(jobId);

  if (!job) {
    if (!error) return <JobPageLoading />;
    const isUnknown = error.code === "not_found" || error.code === "invalid_input";
    return isUnknown ? <NoJob /> : <LoadError error={error} onRetry={refresh} />;
  }
  return (
    <>
      {error && <LoadError error={error} onRetry={refresh} />}
      <Shown job={job} ownUserId={ownUserId} />
    </>
  );
}

function Shown({ job, ownUserId }: { job: Job; ownUserId: string }) {
  const t = useTranslations("jobs");
  const taskText = useJobTitle();
  const commands = useJobCommands(job.id);
  return (
    <>
      <PageHeader
        title={taskText(job)}
        actions={
          <>
            {job.task.kind === "import" && job.admins[0] === ownUserId && (
              <Link href={routes.importUsers(job.task.import_id)} className={buttonLook("quiet")}>
                <FileText />
                {t("file")}
              </Link>
            )}
            <ButtonLink href={routes.exportJob(job.id)}>
              <Download />
              {t("export")}
            </ButtonLink>
            <JobActions job={job} ownUserId={ownUserId} commands={commands} />
          </>
        }
      />
      <div className="mb-3 grid gap-3 empty:hidden">
        {commands.error && <ErrorNotice body={commands.error.toBody()} />}
        {job.state === "needs_sign_in" && (
          <Notice kind="warn" title={t("needsSignIn.title")}>
            {t("needsSignIn.body")}
          </Notice>
        )}
        {job.error && <ErrorNotice body={AppError.fromBody(job.error).toBody()} />}
      </div>
      <JobFacts job={job} />
      <TaskDetails task={job.task} />
      <JobProgress job={job} />
      <JobItems job={job} />
    </>
  );
}

function NoJob() {
  const t = useTranslations("jobs");
  return (
    <EmptyState
      isPage
      icon={SearchX}
      title={t("unknown.title")}
      actions={
        <Link href={routes.jobs()} className="font-strong text-accent-text hover:underline">
          {t("all")}
        </Link>
      }
    >
      {t("unknown.body")}
    </EmptyState>
  );
}

export function JobPageLoading() {
  const t = useTranslations("jobs");
  return (
    <div>
      <div className="pulsing mb-5 h-8 w-72 rounded-md bg-line" />
      <div className="pulsing mb-5 h-19 rounded-md bg-line" />
      <Panel>
        <SkeletonRows rows={6} label={t("loadingOne")} />
      </Panel>
    </div>
  );
}
