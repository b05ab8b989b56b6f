import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useState, type RefObject } from "react";

/** Up to here a browser renders every row easily, and can search them. */
const ALL_UP_TO = 100;

/** The rows to render: all of a short list, those near the window of a long one. */
export function useVirtualRows<Row>(
  rows: readonly Row[],
  body: RefObject<HTMLTableSectionElement | null>,
  rowHeight: number,
) {
  const [scrollMargin, setScrollMargin] = useState<number>();
  const isLong = rows.length > ALL_UP_TO;
  useLayoutEffect(() => {
    const top = body.current?.getBoundingClientRect().top ?? 0;
    setScrollMargin(top + window.scrollY);
  }, [body]);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollMargin: scrollMargin ?? 0,
    enabled: isLong,
  });

  const numbered = (row: Row, index: number) => ({ row, index });
  if (!isLong || scrollMargin === undefined) {
    const shown = rows.slice(0, ALL_UP_TO).map(numbered);
    return { shown, before: 0, after: 0 };
  }
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  return {
    shown: rows.slice(first, last + 1).map((row, offset) => numbered(row, first + offset)),
    before: (items[0]?.start ?? 0) - scrollMargin,
    after: virtual.getTotalSize() - ((items.at(-1)?.end ?? 0) - scrollMargin),
  };
}
