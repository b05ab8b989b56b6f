"use client";

import { useTranslations } from "next-intl";

import { Notice } from "#components/ui/notice.tsx";
import { Reactivation } from "#lib/contract/deactivation.ts";
import type { JobItem } from "#lib/contract/jobs.ts";

import { MissingList } from "./missing-list.tsx";
import { NewPassword } from "./new-password.tsx";
import { NotDeactivated } from "./not-deactivated.tsx";

type ReactivationOutcomeProps = {
  userId: string;
  item: JobItem;
  /** The chosen password, if any. */
  password: string | undefined;
};

/** What was restored, by a second read, and the new password. */
export function ReactivationOutcome({ userId, item, password }: ReactivationOutcomeProps) {
  const t = useTranslations("reactivate");
  const outcome = Reactivation.safeParse(item.result);
  if (!outcome.success) return <NotDeactivated item={item} />;
  const { restored } = outcome.data;
  const missing = restored.flatMap((part) =>
    part.missing.map((one) => ({ ...one, part: part.part })),
  );
  return (
    <>
      {restored.length > 0 && (
        <Notice kind={missing.length === 0 ? "ok" : "warn"} title={t("back")}>
          <ul>
            {restored
              .filter(({ of }) => of > 0)
              .map(({ part, back, of }) => (
                <li key={part}>{t("backOf", { part: t(`parts.${part}`), back, of })}</li>
              ))}
          </ul>
        </Notice>
      )}
      {missing.length > 0 && <MissingList items={missing} />}
      {password === undefined ? (
        <p className="text-ink-2">{t("noPassword")}</p>
      ) : (
        <NewPassword userId={userId} password={password} />
      )}
    </>
  );
}
