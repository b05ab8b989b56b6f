"use client";

import { useFormatter } from "next-intl";
import type { ReactNode } from "react";

type PageHeadProps = { title: string; count?: number | undefined; actions?: ReactNode };

export function PageHeader({ title, count, actions }: PageHeadProps) {
  const format = useFormatter();
  return (
    <header className="mb-4 flex flex-wrap items-center gap-3">
      <h1 className="text-title font-heading tracking-[-.012em]">
        {title}{" "}
        {count !== undefined && (
          <span className="tabular ms-1 text-[15px] font-normal tracking-normal text-ink-3">
            {format.number(count)}
          </span>
        )}
      </h1>
      {actions && <div className="ms-auto flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}
