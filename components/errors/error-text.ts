import { useFormatter, useTranslations } from "next-intl";

import type { ErrorBody, FieldIssue } from "#lib/errors.ts";

import { useDuration } from "./duration.ts";

/** An error's text: what happened, and what to do about it. */
export function useErrorText(): (error: ErrorBody) => { title: string; body: string } {
  const t = useTranslations("errors");
  const offer = useTranslations("signIn.wayNames");
  const duration = useDuration();
  const format = useFormatter();
  return ({ code, details }) => {
    const ways = (details.offers ?? []).map((way) => offer(way as "sso" | "mas"));
    const values = {
      wait: duration(details.retryAfterMs ?? 60_000),
      limit: duration(details.timeoutMs ?? 0),
      server: details.server ?? "",
      owner: details.owner ?? "",
      about: details.about ?? "",
      status: details.status ?? 0,
      technical: details.technical ?? "",
      line: details.line ?? 0,
      needs: details.needs ?? "unknown",
      offers: format.list(ways) || "none",
    };
    return { title: t(`${code}.title`, values), body: t(`${code}.body`, values) };
  };
}

/** The text for a field's error. */
export function useIssueText(): (issue: FieldIssue | undefined) => string | undefined {
  const t = useTranslations("issues");
  return (issue) => {
    if (!issue) return undefined;
    const { code, minimum = 0, maximum = 0 } = issue;
    if (code === "too_small" && minimum === 1) return t("empty");
    return t.has(code as "too_small")
      ? t(code as "too_small", { minimum, maximum })
      : t("invalid_format");
  };
}
