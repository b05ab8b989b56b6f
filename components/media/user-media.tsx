"use client";

import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useState } from "react";

import { LoadError } from "#components/errors/load-error.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { lazyDialog } from "#components/ui/lazy-dialog.ts";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useUrlAction } from "#lib/client/use-url-action.ts";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import type { MediaChange, MediaFile } from "#lib/contract/media.ts";

import { useMediaColumns } from "./media-columns.tsx";
import { MediaDock } from "./media-dock.tsx";
import { MediaFiles } from "./media-files.tsx";
import { mxcOf } from "./media-rules.ts";
import { mediaInput, mediaSearch, type MediaSearch } from "#lib/search-params/media.ts";
import { MediaToolbar } from "./media-toolbar.tsx";
import { useMediaSelection } from "./use-media-selection.ts";

const ChangeDialog = lazyDialog(() => import("./change/change-dialog.tsx"), "ChangeDialog");
const QuarantineAllDialog = lazyDialog(
  () => import("./change/quarantine-all-dialog.tsx"),
  "QuarantineAllDialog",
);

const DeleteAllDialog = lazyDialog(
  () => import("./change/delete-all-dialog.tsx"),
  "DeleteAllDialog",
);

type Asking = { change: MediaChange; files: readonly MediaFile[] } | "quarantineAll" | "deleteAll";

type UserMediaProps = { userId: string; isOwn: boolean };

/** A user's files, and their actions. */
export function UserMedia({ userId, isOwn }: UserMediaProps) {
  const t = useTranslations("media");
  const [search, setSearch] = useQueryStates(mediaSearch);
  const user = useQuery(api.users.get, { user_id: userId }).data;
  const query = useQuery(api.media.ofUser, mediaInput(userId, search), { keepPreviousData: true });
  const { data, isPrevious, error, isRefreshing, refresh } = query;
  const { files, selection, clear } = useMediaSelection(data?.media ?? []);
  const [asking, setAsking] = useState<Asking>();

  const hasFiles = data !== undefined && data.total > 0;
  useUrlAction("quarantineMedia", () => setAsking("quarantineAll"), hasFiles);

  const isAvatar = (file: MediaFile) => user?.avatar_url === mxcOf(userId, file);
  const ask = (change: MediaChange, meant: readonly MediaFile[]) =>
    setAsking({ change, files: meant });
  const columns = useMediaColumns({ userId, isAvatar, onChange: ask });
  const change = (changed: Partial<MediaSearch>) =>
    void setSearch(changed, { history: "page" in changed ? "push" : "replace" });
  const close = () => {
    setAsking(undefined);
    // Changed files have another state now, or are gone.
    clear();
  };

  if (error?.code === "unsupported") {
    return (
      <Notice kind="info" title={t("notHere.title")}>
        {t("notHere.body")}
      </Notice>
    );
  }
  if (!data) {
    return error ? <LoadError error={error} onRetry={refresh} /> : <MediaLoading />;
  }
  return (
    <>
      {error && <LoadError error={error} onRetry={refresh} />}
      {hasFiles && (
        <MediaToolbar
          search={search}
          columns={columns}
          onSearch={change}
          onQuarantineAll={() => setAsking("quarantineAll")}
          // Jobs skip their admin's own account.
          onDeleteAll={isOwn ? undefined : () => setAsking("deleteAll")}
        />
      )}
      <MediaFiles
        userId={userId}
        answer={data}
        search={search}
        isStale={isPrevious && isRefreshing}
        columns={columns}
        selection={selection}
        isAvatar={isAvatar}
        onSearch={change}
        onChange={ask}
      />
      {files.length > 0 && <MediaDock files={files} onClear={clear} onChange={ask} />}
      {asking === "quarantineAll" && (
        <QuarantineAllDialog userId={userId} total={data.total} onClose={close} />
      )}
      {asking === "deleteAll" && (
        <DeleteAllDialog userId={userId} total={data.total} onClose={close} />
      )}
      {typeof asking === "object" && (
        <ChangeDialog userId={userId} {...asking} isAvatar={isAvatar} onClose={close} />
      )}
    </>
  );
}

export function MediaLoading() {
  const t = useTranslations("media");
  return (
    <Panel>
      <SkeletonRows rows={6} label={t("loading")} />
    </Panel>
  );
}
