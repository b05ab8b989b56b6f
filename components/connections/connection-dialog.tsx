"use client";

import { useTranslations } from "next-intl";

import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyTextButton } from "#components/ui/copy-button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { LastSeen } from "#components/ui/last-seen.tsx";

import type { ConnectionGroup, Grouping } from "./connection-groups.ts";
import { useConnectionName } from "./use-connection-name.ts";

type ConnectionDialogProps = { by: Grouping; group: ConnectionGroup; onClose: () => void };

/** One address with all its clients, or one client with all its addresses. */
export function ConnectionDialog({ by, group, onClose }: ConnectionDialogProps) {
  const t = useTranslations("connections");
  const ui = useTranslations("ui");
  const nameOf = useConnectionName();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(`one.${by}`)}
      subtitle={<InlineIdentifier>{nameOf(group)}</InlineIdentifier>}
    >
      <DialogBody>
        <section className="grid gap-1.5">
          <h3 className="font-strong">{t(`others.${by}`)}</h3>
          <ul
            aria-label={t(`others.${by}`)}
            // Reachable by keyboard, since it scrolls.
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
            className="max-h-80 divide-y divide-line overflow-y-auto rounded-md border border-line"
          >
            {group.others.map((other) => (
              <li key={other.name} className="flex items-start justify-between gap-4 px-3 py-2">
                <span className="min-w-0 font-mono text-small break-all">{nameOf(other)}</span>
                <span className="shrink-0 text-ink-2">
                  <LastSeen ms={other.last_seen} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      </DialogBody>
      <DialogFooter>
        {group.name !== "" && <CopyTextButton text={group.name} label={t(`copyShort.${by}`)} />}
        <Button onClick={onClose}>{ui("close")}</Button>
      </DialogFooter>
    </Dialog>
  );
}
