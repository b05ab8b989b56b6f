import { clsx } from "clsx";

import type { Tone } from "./badge.tsx";

const TONES: Record<Tone, string> = {
  plain: "bg-line-control",
  note: "bg-note",
  ok: "bg-ok",
  warn: "bg-warn",
  bad: "bg-bad",
};

export type ProgressPart = { tone: Tone; count: number };

type ProgressProps = {
  label: string;
  /** The results of finished items. */
  parts: readonly ProgressPart[];
  total: number;
  isSmall?: boolean;
};

/** The share of finished items, by result. */
export function Progress({ label, parts, total, isSmall }: ProgressProps) {
  const over = parts.reduce((sum, { count }) => sum + count, 0);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={over}
      className={clsx("flex overflow-hidden rounded-full bg-line", isSmall ? "h-1" : "h-2")}
    >
      {parts.map(
        ({ tone, count }) =>
          count > 0 && (
            <span
              key={tone}
              // One failure among ten thousand stays visible.
              className={clsx("min-w-0.5 shrink-0 transition-[width]", TONES[tone])}
              style={{ width: `${(100 * count) / Math.max(1, total)}%` }}
            />
          ),
      )}
    </div>
  );
}
