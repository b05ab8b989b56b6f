"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { LoadError } from "#components/errors/load-error.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Day } from "#components/ui/time.tsx";
import { RESTORE_PARTS, type RestorePart, type Snapshot } from "#lib/contract/deactivation.ts";
import type { AppError } from "#lib/errors.ts";
import { visibleIdentifier } from "#lib/matrix/visible-text.ts";

type RestoreChoiceProps = {
  userId: string;
  kept: {
    data: { snapshot: Snapshot | null } | undefined;
    error: AppError | undefined;
    refresh: () => unknown;
  };
  isErased: boolean;
  parts: readonly RestorePart[];
  onChange: (parts: readonly RestorePart[]) => void;
};

/** An account's snapshot, and which parts to restore. */
export function RestoreChoice({ userId, kept, isErased, parts, onChange }: RestoreChoiceProps) {
  const t = useTranslations("reactivate");
  if (kept.error && !kept.data) return <LoadError error={kept.error} onRetry={kept.refresh} />;
  if (!kept.data) {
    return (
      <div role="status" aria-label={t("looking")}>
        <Skeleton className="h-24 w-full" />
      </div>
    );
  }
  const { snapshot } = kept.data;
  if (!snapshot) {
    return (
      <Notice kind="info" title={t("noSnapshot")}>
        {t(isErased ? "noSnapshotErased" : "noSnapshotText")}
      </Notice>
    );
  }
  const offered = RESTORE_PARTS.filter((part) => has(part, snapshot));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-strong">{t("restore")}</legend>
      <p className="mb-2 text-ink-2">
        {t.rich("keptSince", {
          taken: () => <Day ms={snapshot.taken_ts} />,
          until: () => <Day ms={snapshot.until_ts} />,
        })}
      </p>
      <div className="divide-y divide-line rounded-md border border-line">
        {offered.map((part) => (
          <label key={part} className="flex gap-2.5 px-3 py-2.5">
            <Checkbox
              className="mt-0.5"
              checked={parts.includes(part)}
              onChange={({ target }) =>
                onChange(
                  target.checked ? [...parts, part] : parts.filter((other) => other !== part),
                )
              }
            />
            <span className="min-w-0">
              <span className="block font-strong">{t(`parts.${part}`)}</span>
              <span className="block break-words text-ink-2">
                <PartText part={part} snapshot={snapshot} userId={userId} />
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function has(part: RestorePart, { displayname, avatar_url, ...kept }: Snapshot): boolean {
  if (part === "profile") return Boolean(displayname) || Boolean(avatar_url);
  return part === "rooms" ? kept.rooms > 0 : kept[part].length > 0;
}

type PartTextProps = { part: RestorePart; snapshot: Snapshot; userId: string };

function PartText({ part, snapshot, userId }: PartTextProps): ReactNode {
  const t = useTranslations("reactivate");
  switch (part) {
    case "profile":
      return snapshot.displayname ?? t("pictureOnly");
    case "rooms":
      return t("roomsText", { count: snapshot.rooms });
    case "addresses":
      return (
        <Owned
          userId={userId}
          items={snapshot.addresses.map(({ address, owner }) => ({ id: address, owner }))}
        />
      );
    case "sign_ins":
      return (
        <Owned
          userId={userId}
          items={snapshot.sign_ins.map(({ auth_provider, external_id, owner }) => ({
            id: t("signIn", { id: external_id, provider: auth_provider }),
            owner,
          }))}
        />
      );
  }
}

type OwnedProps = { userId: string; items: readonly { id: string; owner: string | null }[] };

/** Each with its current owner, if any. */
function Owned({ userId, items }: OwnedProps) {
  const t = useTranslations("reactivate");
  return items.map(({ id, owner }) => (
    <span key={id} className="block">
      {owner === null
        ? id
        : owner === userId
          ? t("stillTheirs", { id })
          : t("takenBy", { id, owner: visibleIdentifier(owner) })}
    </span>
  ));
}
