import { clsx } from "clsx";
import type { ReactNode } from "react";

export type Tone = "plain" | "note" | "ok" | "warn" | "bad";

const TONES: Record<Tone, string> = {
  plain: "bg-sunken text-ink-2",
  note: "bg-note-soft text-note",
  ok: "bg-ok-soft text-ok",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
};

type BadgeProps = { tone: Tone; children: ReactNode; title?: string };

export function Badge({ tone, children, title }: BadgeProps) {
  return (
    <span
      title={title}
      className={clsx(
        "inline-flex h-5 items-center rounded-full px-2 text-small font-strong whitespace-nowrap",
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
