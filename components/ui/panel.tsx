import { clsx } from "clsx";
import type { ReactNode } from "react";

type PanelProps = { children: ReactNode; title?: string; className?: string };

export function Panel({ children, title, className }: PanelProps) {
  return (
    <section
      {...(title && { "aria-label": title })}
      className={clsx(
        "overflow-clip rounded-md border border-line bg-surface shadow-low",
        className,
      )}
    >
      {title && <h2 className="border-b border-line px-4 py-2.5 font-strong">{title}</h2>}
      {children}
    </section>
  );
}
