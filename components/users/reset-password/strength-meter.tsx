"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";

import { useStrength } from "./use-strength.ts";

const COLOURS = ["bg-bad", "bg-bad", "bg-warn", "bg-ok", "bg-ok"];

/** How hard a typed password is to guess, as bars and in words. */
export function StrengthMeter({ password, about }: { password: string; about: string[] }) {
  const t = useTranslations("password");
  const strength = useStrength(password, about);
  return (
    <div role="status" className="flex min-h-[18px] items-center gap-2 text-small text-ink-2">
      {strength !== undefined && (
        <>
          <span aria-hidden="true" className="flex gap-1">
            {[1, 2, 3, 4].map((bar) => (
              <span
                key={bar}
                className={clsx(
                  "h-1 w-7 rounded-full",
                  bar <= Math.max(1, strength) ? COLOURS[strength] : "bg-line-strong",
                )}
              />
            ))}
          </span>
          {t(`strengths.${strength}`)}
        </>
      )}
    </div>
  );
}
