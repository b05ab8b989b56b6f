import type { ReactNode } from "react";

type ConsequencesProps = { items: readonly { title: string; text: ReactNode }[] };

/** What an action means to its targets, point by point. */
export function Consequences({ items }: ConsequencesProps) {
  return (
    <dl className="divide-y divide-line rounded-md border border-line">
      {items.map(({ title, text }) => (
        <div key={title} className="px-3.5 py-2.5">
          <dt className="text-small text-ink-3">{title}</dt>
          <dd className="mt-0.5">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
