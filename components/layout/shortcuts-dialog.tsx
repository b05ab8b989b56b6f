"use client";

import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";

const SHORTCUTS = [
  { keys: ["Ctrl K", "⌘K"], what: "palette" },
  { keys: ["/"], what: "search" },
  { keys: ["j", "k"], what: "rows" },
  { keys: ["Enter"], what: "open" },
  { keys: ["x"], what: "select" },
  { keys: ["?"], what: "help" },
] as const;

/** The keyboard shortcuts. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("shortcuts");
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("title")}>
      <DialogBody>
        <dl className="divide-y divide-line">
          {SHORTCUTS.map(({ keys, what }) => (
            <div key={what} className="flex items-center justify-between gap-4 py-2">
              <dt className="text-ink-2">{t(what)}</dt>
              <dd className="flex gap-1">
                {keys.map((key) => (
                  <kbd
                    key={key}
                    className="rounded-[4px] border border-line-strong px-1.5 font-mono text-small"
                  >
                    {key}
                  </kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t("close")}</Button>
      </DialogFooter>
    </Dialog>
  );
}
