"use client";

import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, type MouseEvent, type ReactNode } from "react";

import { visibleName } from "#lib/matrix/visible-text.ts";

import { Checkbox } from "./checkbox.tsx";
import { useRowKeys } from "./use-row-keys.ts";
import { useVirtualRows } from "./use-virtual-rows.ts";

export type Direction = "f" | "b";
export type Sort<By extends string = string> = { by: By; dir: Direction };

export type Column<Row> = {
  id: string;
  header: string;
  /** The header is for screen readers only. */
  isHeaderHidden?: boolean;
  cell: (row: Row) => ReactNode;
  /** The sort order of a click on the header, and its first direction. */
  sort?: Sort;
  align?: "right";
  /** Takes the remaining space, and truncates. */
  grows?: boolean;
  /** Hidden on a phone: show its value elsewhere too. */
  wideOnly?: boolean;
  /** The viewer may hide it. */
  canHide?: boolean;
  /** Hidden by default. */
  isHiddenAtFirst?: boolean;
};

export type Selection = {
  ids: ReadonlySet<string>;
  onChange: (ids: ReadonlySet<string>) => void;
  /** A row's name, for screen readers. */
  nameOf: (id: string) => string;
};

type DataTableProps<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  idOf: (row: Row) => string;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  selection?: Selection;
  /** The previous query's rows, shown until the new ones arrive. */
  isStale?: boolean;
  /** One line a row instead of two. */
  isCompact?: boolean;
  /** A click on a row acts on what j and k focus in it. */
  isPressable?: boolean;
};

/** A table of given rows: it shows them, and reports clicks. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, idOf, sort, onSort, selection, isStale, isCompact, isPressable } =
    props;
  const body = useRef<HTMLTableSectionElement>(null);
  const { shown, before, after } = useVirtualRows(rows, body, isCompact ? 33 : 45);
  useRowKeys(body);

  return (
    <table
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-busy={isStale}
      data-density={isCompact ? "compact" : "comfortable"}
      className="group/table w-full"
    >
      <thead>
        <tr>
          {selection && (
            <th className={clsx(HEAD, "w-9 pe-0")}>
              <SelectAll ids={rows.map(idOf)} selection={selection} />
            </th>
          )}
          {columns.map((column) => (
            <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody ref={body} className={clsx(isStale && "opacity-60 transition-opacity delay-150")}>
        <Gap height={before} />
        {shown.map(({ row, index }) => (
          <BodyRow
            key={idOf(row)}
            id={idOf(row)}
            row={row}
            index={index}
            columns={columns}
            selection={selection}
            isPressable={isPressable}
          />
        ))}
        <Gap height={after} />
      </tbody>
    </table>
  );
}

const HEAD =
  "sticky top-13 z-10 h-9 border-b border-line bg-surface px-2.5 text-start text-small font-strong whitespace-nowrap text-ink-3 first:rounded-ss-md last:rounded-se-md md:px-3";

type HeadCellProps<Row> = {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
};

function HeadCell<Row>({ column, sort, onSort }: HeadCellProps<Row>) {
  const { header, isHeaderHidden, align, wideOnly } = column;
  const current = column.sort && sort?.by === column.sort.by ? sort.dir : undefined;
  const Arrow = current === "b" ? ArrowDown : ArrowUp;
  const press = () => {
    if (!column.sort) return;
    const turned = current === "f" ? "b" : "f";
    onSort?.({ by: column.sort.by, dir: current ? turned : column.sort.dir });
  };
  return (
    <th
      scope="col"
      className={clsx(HEAD, align === "right" && "text-end", wideOnly && "max-md:hidden")}
      {...(current && { "aria-sort": current === "f" ? "ascending" : "descending" })}
    >
      {column.sort ? (
        <button
          type="button"
          onClick={press}
          className={clsx("inline-flex items-center gap-1 hover:text-ink", current && "text-ink")}
        >
          {header}
          <Arrow className={clsx("size-3.5", !current && "opacity-0")} aria-hidden="true" />
        </button>
      ) : (
        <span className={clsx(isHeaderHidden && "sr-only")}>{header}</span>
      )}
    </th>
  );
}

function SelectAll({ ids, selection }: { ids: string[]; selection: Selection }) {
  const t = useTranslations("ui");
  const chosen = ids.filter((id) => selection.ids.has(id)).length;
  const all = ids.length > 0 && chosen === ids.length;
  const toggle = () => {
    const rest = [...selection.ids].filter((id) => !ids.includes(id));
    selection.onChange(new Set(all ? rest : [...rest, ...ids]));
  };
  return (
    <Checkbox
      aria-label={t("selectAll")}
      checked={all}
      indeterminate={chosen > 0 && !all}
      onChange={toggle}
      className="align-middle"
    />
  );
}

type BodyRowProps<Row> = {
  id: string;
  row: Row;
  index: number;
  columns: readonly Column<Row>[];
  selection: Selection | undefined;
  isPressable: boolean | undefined;
};

function BodyRow<Row>(props: BodyRowProps<Row>) {
  const { id, row, index, columns, selection, isPressable } = props;
  const t = useTranslations("ui");
  const isSelected = selection?.ids.has(id) ?? false;
  const toggle = () => {
    const ids = new Set(selection?.ids);
    if (!ids.delete(id)) ids.add(id);
    selection?.onChange(ids);
  };
  return (
    <tr
      aria-rowindex={index + 2}
      {...(selection && { "aria-selected": isSelected })}
      {...(isPressable && { onClick: pressRow })}
      className={clsx(
        "group h-14 border-b border-line last:border-b-0 md:h-11 md:group-data-[density=compact]/table:h-8",
        isPressable && "cursor-pointer",
        isSelected ? "bg-accent-soft" : "focus-within:bg-sunken/60 hover:bg-sunken/60",
      )}
    >
      {selection && (
        <td className="w-9 ps-2.5 md:ps-3">
          <Checkbox
            aria-label={t("select", { name: visibleName(selection.nameOf(id)) })}
            checked={isSelected}
            onChange={toggle}
            className="align-middle"
          />
        </td>
      )}
      {columns.map(({ id: columnId, cell, align, grows, wideOnly }) => (
        <td
          key={columnId}
          className={clsx(
            "px-2.5 py-1 md:px-3 group-data-[density=compact]/table:py-0",
            align === "right" && "text-end",
            grows && "w-full max-w-0",
            wideOnly && "max-md:hidden",
          )}
        >
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}

/** For the mouse alone: keyboards and screen readers use the link or button in the row. */
function pressRow({ target, currentTarget }: MouseEvent<HTMLTableRowElement>): void {
  const isOwn = target instanceof Element && target.closest("a, button, input");
  if (isOwn || window.getSelection()?.isCollapsed === false) return;
  const pressed = currentTarget.querySelector<HTMLElement>("[data-row-focus]");
  pressed?.focus();
  pressed?.click();
}

const Gap = ({ height }: { height: number }) =>
  height > 0 && <tr aria-hidden="true" style={{ height }} />;
