import type { ReactNode } from "react";

export type KeyValue = { title: ReactNode; value: ReactNode };

/** Names and values, close together. */
export function KeyValues({ items }: { items: readonly (KeyValue | false)[] }) {
  return (
    <dl className="grid gap-x-4 gap-y-1.5 md:grid-cols-[140px_minmax(0,1fr)]">
      {items.map(
        (item, index) =>
          item && (
            <div key={index} className="grid gap-x-4 md:col-span-2 md:grid-cols-subgrid">
              <dt className="text-ink-3">{item.title}</dt>
              <dd className="min-w-0">{item.value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
