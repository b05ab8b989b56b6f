import type { ReactNode } from "react";

type TallyProps = { label: string; items: readonly { title: string; value: ReactNode }[] };

/** A few numbers under a heading, at a glance. */
export function Tally({ label, items }: TallyProps) {
  return (
    <section>
      <h3 className="mb-1.5 font-strong">{label}</h3>
      <dl className="grid grid-cols-2 overflow-hidden rounded-md border border-line">
        {items.map(({ title, value }) => (
          <div
            key={title}
            className="-me-px -mb-px flex flex-col-reverse justify-end border-e border-b border-line px-3 py-2"
          >
            <dt className="text-small text-ink-2">{title}</dt>
            <dd className="tabular text-subtitle font-heading">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
