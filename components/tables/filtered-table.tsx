"use client";

import type { ReactNode } from "react";

import { LoadError } from "#components/errors/load-error.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import type { AppError } from "#lib/errors.ts";

import { PagedTable, type PagedTableProps } from "./paged-table.tsx";

type Filter<Value extends string> = {
  title: string;
  /** Null: every row. */
  value: Value | null;
  anyLabel: string;
  choices: readonly { value: Value; label: string }[];
  onChange: (value: Value | null) => void;
};

type FilteredTableProps<Row, Value extends string> = Omit<
  PagedTableProps<Row>,
  "rows" | "total" | "isStale"
> & {
  filter: Filter<Value>;
  /** The rows of this page, and how many there are on all pages. Undefined before the first answer. */
  data: { rows: readonly Row[]; total: number } | undefined;
  /** The rows are those of the question before. */
  isPrevious: boolean;
  error: AppError | undefined;
  onRetry: () => void;
  loadingLabel: string;
  /** More rows will come, though there are none now. */
  isComing?: boolean;
  /** Shown in place of the table when no row matches. */
  empty: ReactNode;
};

/** A list of the server's with one filter, a page at a time. */
export function FilteredTable<Row, Value extends string>(props: FilteredTableProps<Row, Value>) {
  const { filter, data, isPrevious, error, onRetry, loadingLabel, isComing, empty, ...table } =
    props;
  const hasRows = data !== undefined && data.rows.length > 0;
  const isLoading = (!data && !error) || (!hasRows && isComing === true);
  return (
    <>
      <div className="mb-3">
        <FilterChip<Value | "any">
          title={filter.title}
          value={filter.value ?? "any"}
          none="any"
          choices={[{ value: "any", label: filter.anyLabel }, ...filter.choices]}
          onChange={(value) => filter.onChange(value === "any" ? null : value)}
        />
      </div>
      {error && <LoadError error={error} onRetry={onRetry} />}
      <Panel>
        {isLoading && <SkeletonRows rows={6} label={loadingLabel} />}
        {!isLoading && data && !hasRows && empty}
        {hasRows && (
          <PagedTable {...table} rows={data.rows} total={data.total} isStale={isPrevious} />
        )}
      </Panel>
    </>
  );
}
