import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { root } from "#scripts/support/project.ts";

/** One measured figure, beside what it is compared with in the same run. */
export type Figure = {
  id: string;
  what: string;
  value: number;
  unit: string;
  comparedWith: string;
  /** What the value must not exceed or, for a rate, fall below. */
  budget?: { atMost: number } | { atLeast: number };
};

export const isWithin = ({ value, budget }: Figure): boolean | undefined => {
  if (!budget) return undefined;
  return "atMost" in budget ? value <= budget.atMost : value >= budget.atLeast;
};

/** Writes the figures for tools, and answers them as the table in docs/benchmarks.md. */
export async function report(figures: readonly Figure[]): Promise<string> {
  const folder = join(root, ".bench");
  await mkdir(folder, { recursive: true });
  const latest = figures.map((figure) => ({ ...figure, ok: isWithin(figure) }));
  await writeFile(join(folder, "latest.json"), `${JSON.stringify(latest, null, 2)}\n`);
  const rows = figures.map((figure) =>
    [
      figure.what,
      `${round(figure.value)} ${figure.unit}`,
      figure.comparedWith,
      budgetOf(figure),
    ].join(" | "),
  );
  return ["what | measured | beside | budget", "--- | --- | --- | ---", ...rows]
    .map((row) => `| ${row} |`)
    .join("\n");
}

function budgetOf(figure: Figure): string {
  const { budget, unit } = figure;
  if (!budget) return "";
  const words = "atMost" in budget ? `≤ ${budget.atMost}` : `≥ ${budget.atLeast}`;
  return `${words} ${unit}${isWithin(figure) ? "" : " **missed**"}`;
}

export const round = (value: number): string =>
  value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0);
