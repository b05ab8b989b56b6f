import type { ReactNode } from "react";

type DockProps = { label: string; children: ReactNode };

/** The actions on selected rows, from below. */
export function SelectionBar({ label, children }: DockProps) {
  return (
    <div
      role="region"
      aria-label={label}
      className="fixed inset-x-3 bottom-4 z-30 mx-auto flex w-fit max-w-[calc(100%-24px)] flex-wrap items-center justify-end gap-1.5 rounded-lg border border-line bg-surface py-2 pe-2 ps-4 shadow-high md:start-[236px]"
    >
      {children}
    </div>
  );
}
