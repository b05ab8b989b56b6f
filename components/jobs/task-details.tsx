import { useFormatter, useTranslations } from "next-intl";

import { PropertyList } from "#components/ui/property-list.tsx";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { ExactTime } from "#components/ui/time.tsx";
import type { Job } from "#lib/contract/jobs.ts";

/** A job's options that its title omits. */
export function TaskDetails({ task }: Pick<Job, "task">) {
  const t = useTranslations("jobs.details");
  const format = useFormatter();
  if (task.kind === "notice") {
    return (
      <Panel className="mb-5" title={t("text")}>
        <p className="px-4 py-3 break-words whitespace-pre-wrap">{task.text}</p>
      </Panel>
    );
  }
  if (task.kind !== "redact") return null;
  const { rooms, reason, use_admin, after_ts, before_ts, limit } = task;
  return (
    <Panel className="mb-5" title={t("title")}>
      <PropertyList
        items={[
          {
            title: t("rooms"),
            value:
              rooms.length === 0 ? (
                t("everywhere")
              ) : (
                <ul>
                  {rooms.map((room) => (
                    <li key={room}>
                      <InlineIdentifier>{room}</InlineIdentifier>
                    </li>
                  ))}
                </ul>
              ),
          },
          ...(after_ts === undefined
            ? []
            : [{ title: t("since"), value: <ExactTime ms={after_ts} /> }]),
          ...(before_ts === undefined
            ? []
            : [{ title: t("before"), value: <ExactTime ms={before_ts} /> }]),
          ...(limit === undefined ? [] : [{ title: t("limit"), value: format.number(limit) }]),
          { title: t("as"), value: use_admin ? t("asAdmin") : t("asUser") },
          ...(reason ? [{ title: t("reason"), value: reason }] : []),
        ]}
      />
    </Panel>
  );
}
