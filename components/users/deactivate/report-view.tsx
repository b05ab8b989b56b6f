"use client";

import { CircleAlert, CircleCheck, CircleDashed, CircleHelp, Download } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ExactTime, useDay } from "#components/ui/time.tsx";
import { useSize } from "#components/ui/use-size.ts";
import type { DeactivationReport, DeactivationStep } from "#lib/contract/deactivation.ts";

import { saveJson } from "./save-json.ts";

const LOOKS = {
  done: { icon: CircleCheck, ink: "text-ok" },
  left: { icon: CircleAlert, ink: "text-bad" },
  kept: { icon: CircleDashed, ink: "text-ink-3" },
  unread: { icon: CircleHelp, ink: "text-warn" },
};

/** A deactivated account by a second read, step by step. */
export function ReportView({ report }: { report: DeactivationReport }) {
  const t = useTranslations("accountEnd");
  const steps = useTranslations("accountEnd.steps");
  const say = useStepText();
  const isClean = report.steps.every(({ is }) => is === "done" || is === "kept");
  return (
    <>
      <Notice kind={isClean ? "ok" : "warn"} title={t(isClean ? "clean" : "notClean")}>
        {t.rich("readAt", { when: () => <ExactTime ms={report.at_ts} /> })}
      </Notice>
      <dl className="divide-y divide-line rounded-md border border-line">
        {report.steps.map((step) => {
          const { icon: Icon, ink } = LOOKS[step.is];
          return (
            <div key={step.step} className="flex gap-2.5 px-3 py-2">
              <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${ink}`} />
              <div className="grid min-w-0 flex-1 gap-x-4 md:grid-cols-2">
                <dt>{steps(step.step)}</dt>
                <dd className="text-ink-2">{say(step)}</dd>
              </div>
            </div>
          );
        })}
      </dl>
      <p className="text-small text-ink-2">{t("notReadable")}</p>
      <div>
        <Button
          look="quiet"
          onClick={() => saveJson(`account-end-${report.user_id.replace(/\W+/g, "-")}`, report)}
        >
          <Download />
          {t("download")}
        </Button>
      </div>
    </>
  );
}

function useStepText(): (step: DeactivationStep) => string {
  const t = useTranslations("accountEnd.states");
  const format = useFormatter();
  const size = useSize();
  const day = useDay();
  return ({ step, is, before, now = 0, bytes, until_ts }) => {
    switch (step) {
      case "deactivated":
      case "erased":
        return t(is === "done" ? "yes" : "no");
      case "snapshot":
        return until_ts === undefined ? t("nothing") : t("keptUntil", { day: day(until_ts) });
      case "profile":
        return t(is === "done" ? "gone" : is === "kept" ? "profileKept" : "there");
      default:
        if (is === "unread") return t("unread");
        if (is === "done") return before ? t("goneOf", { count: before }) : t("none");
        if (is === "left") return t("leftOf", { now, before: before ?? now });
        return bytes
          ? t("keptFiles", { count: now, size: size(bytes) })
          : t("keptCount", { count: format.number(now) });
    }
  };
}
