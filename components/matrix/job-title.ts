import { useTranslations } from "next-intl";

import type { Job } from "#lib/contract/jobs.ts";

/** A job's title, with the number if known: "Lock 14 accounts". */
export function useJobTitle(): (job: Pick<Job, "task" | "counts" | "is_collected">) => string {
  const t = useTranslations("jobs.kinds");
  return ({ task, counts, is_collected }) => {
    const total = Object.values(counts).reduce((sum, number) => sum + number, 0);
    const count = is_collected ? total : 0;
    switch (task.kind) {
      case "lock":
        return t("lock", { locked: `${task.locked}`, count });
      case "suspend":
        return t("suspend", { suspend: `${task.suspend}`, count });
      case "revoke_devices":
        return t("revoke_devices", { days: task.unseen_days ?? 0, count });
      case "deactivate":
        return t("deactivate", { erase: `${task.erase}`, count });
      case "reactivate":
        return t("reactivate", { count });
      case "shadow_ban":
        return t("shadow_ban", { banned: `${task.banned}`, count });
      case "set_user_type":
        return t("set_user_type", { type: task.user_type ?? "none", count });
      case "join_room":
        return t("join_room", { room: task.room, count });
      case "notice":
        return t("notice", { count });
      case "delete_media":
        return t("delete_media", { count });
      case "redact":
        return t("redact", { count });
      case "import":
        return t("import", { mode: task.mode, count });
    }
  };
}
