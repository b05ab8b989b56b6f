import { useFormatter, useTranslations } from "next-intl";
import * as z from "zod/mini";

import { useErrorText } from "#components/errors/error-text.ts";
import { DeactivationReport } from "#lib/contract/deactivation.ts";
import type { JobItem } from "#lib/contract/jobs.ts";
import { AppError } from "#lib/errors.ts";

const Result = z.object({
  reason: z.optional(z.string()),
  devices: z.optional(z.number()),
  rooms: z.optional(z.number()),
  rooms_left: z.optional(z.number()),
  rooms_still: z.optional(z.number()),
  created: z.optional(z.boolean()),
  changed: z.optional(z.array(z.string())),
  report: z.optional(DeactivationReport),
  reactivated: z.optional(z.boolean()),
  restored: z.optional(z.array(z.object({ missing: z.array(z.unknown()) }))),
  joined: z.optional(z.boolean()),
  event_id: z.optional(z.string()),
  files: z.optional(z.number()),
  redacted_rooms: z.optional(z.number()),
  without_left_rooms: z.optional(z.boolean()),
  failed_redactions: z.optional(z.array(z.object({ event_id: z.string(), error: z.string() }))),
  stayed: z.optional(z.number()),
});

/** One account's result in words: why it failed or was skipped, or what was done. */
export function useOutcome(): (item: JobItem) => string {
  const t = useTranslations("jobs.outcome");
  const steps = useTranslations("accountEnd.steps");
  const format = useFormatter();
  const errorText = useErrorText();
  return ({ state, error, result }) => {
    const told = Result.parse(result);
    if (error) return [sayWhy(errorText, error), whatStayed(t, told)].filter(Boolean).join(". ");
    if (state === "unknown") return t("unknown");
    if (state === "pending" || state === "running") return "";
    const {
      reason,
      devices,
      rooms,
      rooms_left = 0,
      rooms_still,
      created,
      changed,
      report,
      reactivated,
      restored,
    } = told;
    if (reason) return t.has(reason as "own_account") ? t(reason as "own_account") : reason;
    if (devices !== undefined) return t("devices", { count: devices });
    const remains = report?.steps.filter(({ is }) => is === "left" || is === "unread") ?? [];
    if (remains.length > 0) {
      return t("remains", { what: format.list(remains.map(({ step }) => steps(step))) });
    }
    if (rooms !== undefined) return t("rooms", { left: rooms_left, rooms });
    if (rooms_still !== undefined) return t("roomsStill", { count: rooms_still });
    if (reactivated && restored?.length) {
      const count = restored.reduce((sum, { missing }) => sum + missing.length, 0);
      return t("restored", { count });
    }
    if (reactivated) return t("reactivated");
    if (created) return t("created");
    if (changed) return t("changed", { count: changed.length });
    const { joined, event_id, files, redacted_rooms, without_left_rooms } = told;
    if (joined !== undefined) return t(joined ? "joined" : "wasInside");
    if (event_id !== undefined) return t("sent", { event: event_id });
    if (files !== undefined) return t("files", { count: files });
    if (without_left_rooms) return t("redactedWithoutLeft");
    if (redacted_rooms !== undefined) return t("redacted", { count: redacted_rooms });
    return "";
  };
}

type Told = z.infer<typeof Result>;

/** The messages that could not be removed, and the homeserver's error for the first one. */
function whatStayed(
  t: ReturnType<typeof useTranslations<"jobs.outcome">>,
  { failed_redactions = [], stayed = failed_redactions.length }: Told,
): string {
  const [first] = failed_redactions;
  return first ? t("stayed", { count: stayed, event: first.event_id, error: first.error }) : "";
}

function sayWhy(text: ReturnType<typeof useErrorText>, error: NonNullable<JobItem["error"]>) {
  const { homeserverSays } = AppError.fromBody(error).details;
  const { title } = text(AppError.fromBody(error).toBody());
  return homeserverSays ? `${title}: “${homeserverSays}”` : title;
}
