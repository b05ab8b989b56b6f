import { useTranslations } from "next-intl";

import { Outcome } from "#components/audit/outcome.tsx";
import { ActorOrTarget } from "#components/audit/actor-and-target.tsx";
import { Link } from "#components/ui/link.tsx";
import { ExactTime, TimeAgo } from "#components/ui/time.tsx";
import type { AuditRecord } from "#lib/contract/audit.ts";
import { routes } from "#lib/routes.ts";

import { KeyValues } from "./key-values.tsx";

/** The actor, address, time, target and outcome. */
export function RecordFacts({ record }: { record: AuditRecord }) {
  const t = useTranslations("audit.record");
  const audit = useTranslations("audit");
  const duration = useTook();
  const { at_ts, who, ip, target, outcome, job_id, duration_ms, confirmed_ts } = record;
  return (
    <KeyValues
      items={[
        {
          title: t("at"),
          value: (
            <>
              <ExactTime ms={at_ts} />
              <span className="ms-2 text-small text-ink-3">
                <TimeAgo ms={at_ts} />
              </span>
            </>
          ),
        },
        { title: t("who"), value: who ? <ActorOrTarget id={who} /> : audit("dashboard") },
        ip !== null && {
          title: t("ip"),
          value: <span className="font-mono text-small">{ip}</span>,
        },
        target !== null && { title: t("target"), value: <ActorOrTarget id={target} /> },
        job_id !== null && {
          title: t("job"),
          value: (
            <Link href={routes.job(job_id)} className="text-accent-text hover:underline">
              {t("openJob")}
            </Link>
          ),
        },
        { title: t("outcome"), value: <Outcome outcome={outcome} /> },
        confirmed_ts !== null && { title: t("confirmed"), value: <ExactTime ms={confirmed_ts} /> },
        duration_ms !== null && { title: t("duration"), value: duration(duration_ms) },
      ]}
    />
  );
}

function useTook(): (ms: number) => string {
  const t = useTranslations("audit.record");
  return (ms) => (ms < 1000 ? t("milliseconds", { ms }) : t("seconds", { seconds: ms / 1000 }));
}
