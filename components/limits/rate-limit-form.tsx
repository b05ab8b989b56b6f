"use client";

import { useTranslations } from "next-intl";
import { useRef, useState, type FormEvent } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { RadioCards } from "#components/ui/radio-cards.tsx";
import { Field } from "#components/ui/field.tsx";
import { toastSuccess } from "#components/ui/toast.ts";
import { useUrlAction } from "#lib/client/use-url-action.ts";
import type { RateLimit } from "#lib/contract/limits.ts";

import { amountOf, kindOf, type LimitKind } from "./rate-limit-rules.ts";
import type { useRateLimit, Wanted } from "./use-rate-limit.ts";

type RateLimitFormProps = { now: RateLimit; limit: ReturnType<typeof useRateLimit> };

const KINDS: readonly LimitKind[] = ["server", "own", "none"];

export function RateLimitForm({ now, limit: { change, error, isRunning } }: RateLimitFormProps) {
  const t = useTranslations("limits.rate");
  const [kind, setKind] = useState(kindOf(now));
  const [typed, setTyped] = useState({
    perSecond: `${now.messages_per_second || 5}`,
    burst: `${now.burst_count || 20}`,
  });
  const [isChecked, setChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useUrlAction("changeRateLimit", () => form.current?.querySelector("input")?.focus());
  const perSecond = amountOf(typed.perSecond);
  const burst = amountOf(typed.burst);
  const isAsItIs =
    kind === kindOf(now) &&
    (kind !== "own" || (perSecond === now.messages_per_second && burst === now.burst_count));

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    const wanted = wantedOf();
    if (!wanted) return;
    const found = await change(wanted);
    if (found) toastSuccess(t("changed", { now: inWords(found) }));
  };

  function wantedOf(): Wanted | undefined {
    if (kind === "own") return perSecond && burst ? { kind, perSecond, burst } : undefined;
    return { kind };
  }

  const inWords = (found: RateLimit) =>
    t(`now.${kindOf(found)}`, {
      perSecond: found.messages_per_second ?? 0,
      burst: found.burst_count ?? 0,
    });

  return (
    <form ref={form} onSubmit={onSubmit} noValidate className="grid gap-4 p-4">
      <p>
        <span className="text-ink-3">{t("nowLabel")}</span>{" "}
        <span className="font-strong">{inWords(now)}</span>
      </p>
      <RadioCards
        legend={t("legend")}
        name="rate-limit"
        value={kind}
        onChange={setKind}
        disabled={isRunning}
        options={KINDS.map((value) => ({
          value,
          title: t(`kinds.${value}`),
          text: t(`texts.${value}`),
        }))}
      />
      {kind === "own" && (
        <div className="grid items-start gap-4 md:grid-cols-2">
          <Field
            label={t("perSecond")}
            name="messages_per_second"
            inputMode="numeric"
            autoComplete="off"
            value={typed.perSecond}
            onChange={(event) => setTyped({ ...typed, perSecond: event.target.value })}
            error={isChecked && !perSecond && t("wrong")}
            hint={t("perSecondHint")}
          />
          <Field
            label={t("burst")}
            name="burst_count"
            inputMode="numeric"
            autoComplete="off"
            value={typed.burst}
            onChange={(event) => setTyped({ ...typed, burst: event.target.value })}
            error={isChecked && !burst && t("wrong")}
            hint={t("burstHint")}
          />
        </div>
      )}
      {error && <ErrorNotice body={error.toBody()} />}
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={isRunning || isAsItIs}>
          {isRunning ? t("saving") : t("save")}
        </Button>
      </div>
    </form>
  );
}
