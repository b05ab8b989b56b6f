import type { Tone } from "#components/ui/badge.tsx";
import type { Import, ImportCounts, ImportMode, ImportPlan } from "#lib/contract/imports.ts";

/** The choices before an import starts. */
export type ImportOptions = {
  mode: ImportMode;
  generate_credentials: boolean;
  overwrite_credentials: boolean;
};

/** Existing accounts stay unchanged by default. */
export const AT_FIRST: ImportOptions = {
  mode: "create",
  generate_credentials: true,
  overwrite_credentials: false,
};

/** How many accounts an import would change. */
export function countOf(counts: ImportCounts, options: ImportOptions): number {
  const { mode, overwrite_credentials } = options;
  const changed = counts.change - (overwrite_credentials ? 0 : counts.password_only);
  return (mode === "update" ? 0 : counts.create) + (mode === "create" ? 0 : changed);
}

export const hasPasswords = ({ columns }: Import): boolean =>
  columns.some(({ field }) => field === "password");

export const PLAN_TONES: Record<ImportPlan, Tone> = {
  create: "ok",
  change: "note",
  same: "plain",
  left: "plain",
  problem: "bad",
};
