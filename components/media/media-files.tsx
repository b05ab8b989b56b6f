"use client";

import { ImageOff } from "lucide-react";
import { useTranslations } from "next-intl";

import { PagedTable } from "#components/tables/paged-table.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Column, Selection } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import type { api } from "#lib/contract/index.ts";
import { MEDIA_ORDERS, type MediaChange, type MediaFile } from "#lib/contract/media.ts";

import { MEDIA_TABLE } from "./media-columns.tsx";
import { MediaGrid } from "./media-grid.tsx";
import { MEDIA_PAGE, type MediaSearch } from "#lib/search-params/media.ts";
import { useSize } from "#components/ui/use-size.ts";

type MediaFilesProps = {
  userId: string;
  answer: OutputOf<typeof api.media.ofUser>;
  search: MediaSearch;
  isStale: boolean;
  columns: readonly Column<MediaFile>[];
  selection: Selection;
  isAvatar: (file: MediaFile) => boolean;
  onSearch: (changed: Partial<MediaSearch>) => void;
  onChange: (change: MediaChange, files: readonly MediaFile[]) => void;
};

/** One page of files, as a table or as tiles. */
export function MediaFiles(props: MediaFilesProps) {
  const { userId, answer, search, isStale, columns, selection, isAvatar } = props;
  const { onSearch, onChange } = props;
  const t = useTranslations("media");
  const size = useSize();
  const { media, total } = answer;
  if (media.length === 0) {
    return (
      <Panel>
        {total > 0 ? (
          <EmptyState
            icon={ImageOff}
            title={t("beyond.title")}
            actions={<Button onClick={() => onSearch({ page: 1 })}>{t("beyond.first")}</Button>}
          />
        ) : (
          <EmptyState icon={ImageOff} title={t("empty.title")}>
            {t("empty.body")}
          </EmptyState>
        )}
      </Panel>
    );
  }
  const areSized = media.every(({ media_length }) => typeof media_length === "number");
  const bytes = areSized ? media.reduce((sum, file) => sum + Number(file.media_length), 0) : null;
  const pages = { page: search.page, pageSize: MEDIA_PAGE, total };
  return (
    <>
      <p className="mb-2 text-small text-ink-2">
        {t("summary", { total, shown: media.length, size: size(bytes) })}
      </p>
      <Panel>
        {search.view === "table" ? (
          <PagedTable
            name={MEDIA_TABLE}
            label={t("title")}
            columns={columns}
            rows={media}
            idOf={({ media_id }) => media_id}
            sort={{ by: search.sort, dir: search.dir }}
            onSort={({ by, dir }) => {
              const sort = MEDIA_ORDERS.find((known) => known === by);
              if (sort) onSearch({ sort, dir, page: 1 });
            }}
            isStale={isStale}
            selection={selection}
            {...pages}
            onPage={(page) => onSearch({ page })}
          />
        ) : (
          <>
            <MediaGrid
              userId={userId}
              files={media}
              selection={selection}
              isAvatar={isAvatar}
              onChange={onChange}
            />
            <Pagination
              from={(pages.page - 1) * MEDIA_PAGE}
              count={media.length}
              total={total}
              pageSize={MEDIA_PAGE}
              onFrom={(from) => onSearch({ page: from / MEDIA_PAGE + 1 })}
            />
          </>
        )}
      </Panel>
    </>
  );
}
