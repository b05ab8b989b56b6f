"use client";

import { Pagination } from "#components/ui/pagination.tsx";

import { PreferredTable } from "./preferred-table.tsx";

export type PagedTableProps<Row> = Parameters<typeof PreferredTable<Row>>[0] & {
  /** Starts at 1. */
  page: number;
  pageSize: number;
  /** Rows on all pages. */
  total: number;
  onPage: (page: number) => void;
};

/** One page of a table, with links to the others. */
export function PagedTable<Row>(props: PagedTableProps<Row>) {
  const { page, pageSize, total, onPage, ...table } = props;
  return (
    <>
      <PreferredTable {...table} />
      <Pagination
        from={(page - 1) * pageSize}
        count={table.rows.length}
        total={total}
        pageSize={pageSize}
        onFrom={(from) => onPage(from / pageSize + 1)}
      />
    </>
  );
}
