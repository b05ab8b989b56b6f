import type { WriteStream } from "node:tty";

export type Log = (message: string) => void;
export type Progress = ReturnType<typeof createProgress>;

const TICK_MS = 250;

/** Shows the running steps, their progress and durations; several may run at once. */
export function createProgress(out: WriteStream = process.stdout) {
  const active = new Map<string, { since: number; detail: string }>();
  const live = out.isTTY;
  let drawn = 0;
  let timer: NodeJS.Timeout | undefined;

  const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
  const clear = () => {
    if (drawn > 0) out.write(`\u001B[${drawn}A\u001B[0J`);
    drawn = 0;
  };
  const draw = () => {
    clear();
    for (const [title, { since, detail }] of active) {
      const text = `… ${title} (${seconds(since)})${detail && `: ${detail}`}`;
      out.write(`${[...text].slice(0, (out.columns || 80) - 1).join("")}\n`);
      drawn += 1;
    }
  };
  const line = (text: string) => {
    if (live) clear();
    out.write(`${text}\n`);
    if (live) draw();
  };
  const finish = (title: string, mark: string) => {
    const since = active.get(title)?.since ?? Date.now();
    active.delete(title);
    line(`${mark} ${title} (${seconds(since)})`);
    if (active.size === 0) clearInterval(timer);
  };

  return {
    line,
    async step<T>(title: string, run: (log: Log) => Promise<T>): Promise<T> {
      if (live && active.size === 0) timer = setInterval(draw, TICK_MS).unref();
      active.set(title, { since: Date.now(), detail: "" });
      if (!live) line(`… ${title}`);
      try {
        const result = await run((detail) => {
          const step = active.get(title);
          if (step) step.detail = detail;
          if (!live) line(`… ${title}: ${detail}`);
        });
        finish(title, "✓");
        return result;
      } catch (error) {
        finish(title, "✗");
        throw error;
      }
    },
  };
}
