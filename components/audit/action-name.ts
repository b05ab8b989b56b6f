import { useTranslations } from "next-intl";

import { OWN_ACTIONS } from "#lib/contract/audit.ts";
import { actionById } from "#lib/contract/index.ts";

/** Every action that leaves a record, by its id. */
export const RECORDED_ACTIONS: readonly string[] = [
  ...OWN_ACTIONS,
  ...[...actionById.values()].filter(({ isRecorded }) => isRecorded).map(({ id }) => id),
];

/** An action in words. One that the dashboard no longer has keeps its id. */
export function useActionName(): (id: string) => string {
  const t = useTranslations("audit.actions");
  return (id) => (t.has(id as "users.resetPassword") ? t(id as "users.resetPassword") : id);
}
