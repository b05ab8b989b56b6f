"use client";

import { useFormatter, useNow } from "next-intl";

import { Unknown } from "./unknown.tsx";
import { useHydrated } from "./use-hydrated.ts";

type TimeProps = { ms: number };

/** Absent or null: unknown. */
type OptionalTimeProps = { ms: number | null | undefined; raw?: string | undefined };

/** "3 hours ago"; the exact time on hover. */
export function TimeAgo({ ms }: TimeProps) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  const exact = useExactTime(ms);
  // A homeserver's clock may be ahead: nothing was seen in the future.
  const shown = format.relativeTime(Math.min(ms, now.getTime()), { now, style: "narrow" });
  return (
    <time dateTime={new Date(ms).toISOString()} title={exact} className="tabular whitespace-nowrap">
      {shown}
    </time>
  );
}

/** "3 Mar 2023"; the exact time on hover. */
export function Day({ ms, raw }: OptionalTimeProps) {
  return typeof ms === "number" ? <KnownDay ms={ms} /> : <Unknown raw={raw} />;
}

function KnownDay({ ms }: TimeProps) {
  const day = useDay();
  const exact = useExactTime(ms);
  return (
    <time dateTime={new Date(ms).toISOString()} title={exact} className="tabular whitespace-nowrap">
      {day(ms)}
    </time>
  );
}

/** "3 Mar 2023", for a sentence. */
export function useDay(): (ms: number) => string {
  const format = useFormatter();
  const timeZone = useTimeZone();
  return (ms) => format.dateTime(ms, { day: "numeric", month: "short", year: "numeric", timeZone });
}

/** "3 Mar 2023, 14:05 GMT+1". */
export function ExactTime({ ms, raw }: OptionalTimeProps) {
  return typeof ms === "number" ? <KnownTime ms={ms} /> : <Unknown raw={raw} />;
}

function KnownTime({ ms }: TimeProps) {
  return (
    <time dateTime={new Date(ms).toISOString()} className="tabular">
      {useExactTime(ms)}
    </time>
  );
}

function useExactTime(ms: number): string {
  const format = useFormatter();
  const timeZone = useTimeZone();
  return format.dateTime(ms, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
    timeZoneName: "short",
  });
}

/** The viewer's time zone; UTC in the server's HTML, which does not know it. */
const useTimeZone = (): string =>
  useHydrated() ? new Intl.DateTimeFormat().resolvedOptions().timeZone : "UTC";
