import { clsx } from "clsx";
import type { ReactNode } from "react";

type Fact = { title: string; value: ReactNode };
type FactsProps = { items: readonly Fact[] };
/** With an action at the end of a line. */
type FactListProps = { items: readonly (Fact & { action?: ReactNode })[] };

/** The most important facts, at a glance. */
export function PropertyStrip({ items }: FactsProps) {
  return (
    <dl className="mb-5 grid grid-cols-2 gap-x-9 gap-y-3 max-md:[&>div:last-child]:col-span-2 rounded-md border border-line bg-surface px-4 py-3.5 shadow-low md:flex md:flex-wrap">
      {items.map(({ title, value }) => (
        <div key={title} className="min-w-0">
          <dt className="text-small text-ink-3">{title}</dt>
          <dd className="mt-0.5 font-strong">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The same as a list of lines, for all other facts. */
export function PropertyList({ items }: FactListProps) {
  return (
    <dl className="divide-y divide-line">
      {items.map(({ title, value, action }) => (
        <div
          key={title}
          className="relative grid gap-x-6 gap-y-0.5 px-4 py-2.5 md:grid-cols-[200px_1fr]"
        >
          <dt className="text-ink-3">{title}</dt>
          <dd className={clsx("min-w-0", action && "pe-28")}>
            {value}
            {action && <div className="absolute top-1 end-1.5">{action}</div>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
