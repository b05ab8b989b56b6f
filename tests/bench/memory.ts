import { readFileSync } from "node:fs";

import { round, type Figure } from "./figures.ts";

/** Resident memory of a process, in megabytes. */
export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1000;
}

type Process = { pid: number };

/** After the start and a visit, and before any load. */
export const measureIdle = (
  store: "embedded" | "PostgreSQL",
  dashboard: Process,
  synapse: Process,
): Figure => ({
  id: `memory.idle-${store.toLowerCase()}`,
  what: `memory of the dashboard's server, idle, store: ${store}`,
  value: residentMb(dashboard.pid),
  unit: "MB",
  comparedWith: `${round(residentMb(synapse.pid))} MB of Synapse beside it`,
  budget: { atMost: store === "embedded" ? 450 : 180 },
});

/** After everything that is measured here. */
export const measureUsed = (dashboard: Process, synapse: Process): Figure => ({
  id: "memory.used",
  what: "the same with PostgreSQL, after the load of these measurements",
  value: residentMb(dashboard.pid),
  unit: "MB",
  comparedWith: `${round(residentMb(synapse.pid))} MB of Synapse beside it`,
});
