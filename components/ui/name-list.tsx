import type { ReactNode } from "react";

import { Identifier } from "./identifier.tsx";

type NameListProps = {
  label: string;
  items: readonly { id: string; name: string; aside: ReactNode }[];
};

/** The names of an action's targets, all of them, in a scrolling box. */
export function NameList({ label, items }: NameListProps) {
  return (
    <ul
      aria-label={label}
      // Reachable by keyboard, since it scrolls.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="max-h-44 divide-y divide-line overflow-y-auto rounded-md border border-line"
    >
      {items.map(({ id, name, aside }) => (
        <li key={id} className="flex items-center justify-between gap-3 px-3 py-1.5">
          <span className="min-w-0">
            <span className="block truncate leading-[18px]">{name}</span>
            <Identifier>{id}</Identifier>
          </span>
          <span className="shrink-0 text-ink-2">{aside}</span>
        </li>
      ))}
    </ul>
  );
}
