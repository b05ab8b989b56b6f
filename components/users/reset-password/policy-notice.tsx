import { useFormatter, useTranslations } from "next-intl";

import { Notice } from "#components/ui/notice.tsx";
import { brokenRules, rulesOf, type PasswordPolicy } from "#lib/contract/password-policy.ts";

type PolicyNoticeProps = { policy: PasswordPolicy | undefined; password: string };

/** The homeserver's password policy, and which rules a password breaks. */
export function PolicyNotice({ policy, password }: PolicyNoticeProps) {
  const t = useTranslations("password.policy");
  const rule = useTranslations("password.rules");
  const format = useFormatter();
  if (!policy || rulesOf(policy).length === 0) return null;
  const minimum = policy["m.minimum_length"] ?? 0;
  const list = (rules: ReturnType<typeof rulesOf>) =>
    format.list(rules.map((one) => rule(one, { minimum })));
  const broken = brokenRules(policy, password);
  return (
    <div role="status">
      {broken.length === 0 ? (
        <p className="text-small text-ink-2">{t("asks", { rules: list(rulesOf(policy)) })}</p>
      ) : (
        <Notice kind="warn" title={t("broken", { rules: list(broken) })}>
          {t("taken")}
        </Notice>
      )}
    </div>
  );
}
