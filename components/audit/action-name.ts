import { useTranslations } from "next-intl";

import { type AuditRecord, OWN_ACTIONS } from "#lib/contract/audit.ts";
import { actionById, type AuditAction } from "#lib/contract/index.ts";

/** Every recorded action, by id. */
export const RECORDED_ACTIONS: readonly AuditAction[] = [
  ...OWN_ACTIONS,
  ...[...actionById.values()].filter(({ isRecorded }) => isRecorded).map(({ id }) => id),
];

/** An action's name. Some do or undo something, depending on the input. A removed action shows its id. */
export function useActionName(): (id: string, input?: AuditRecord["input"]) => string {
  const t = useTranslations("audit.actions");
  return (id, { locked, suspend } = {}) =>
    t.has(id as "users.lock")
      ? t(id as "users.lock", { locked: `${locked}`, suspend: `${suspend}` })
      : id;
}
