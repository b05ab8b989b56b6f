/** Milliseconds of single calls. */
export type Times = readonly number[];

export const median = (times: Times): number => at(times, 0.5);
export const p99 = (times: Times): number => at(times, 0.99);

function at(times: Times, part: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

type Call = (index: number) => Promise<unknown>;

/**
 * Times two ways of doing the same thing in turn, call by call, so that a machine whose speed drifts
 * is as fast for the one as for the other. Each goes first every other time: what a call leaves
 * behind for the next one to clean up is then shared too.
 */
export async function inTurn(one: Call, other: Call, calls: number): Promise<[Times, Times]> {
  const ways = [one, other] as const;
  const times: [number[], number[]] = [[], []];
  for (let index = 0; index < calls; index += 1) {
    const turns = index % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const);
    for (const way of turns) times[way].push(await timed(() => ways[way](index)));
  }
  return times;
}

/** Calls a second when so many are under way at once. */
async function perSecond(call: Call, atOnce: number, calls: number): Promise<number> {
  let next = 0;
  const worker = async () => {
    while (next < calls) {
      next += 1;
      await call(next);
    }
  };
  const ms = await timed(() => Promise.all(Array.from({ length: atOnce }, worker)));
  return (calls * 1000) / ms;
}

/** The same for two ways, in rounds that take turns. */
export async function perSecondInTurn(
  one: Call,
  other: Call,
  { atOnce, calls, rounds }: { atOnce: number; calls: number; rounds: number },
): Promise<[number, number]> {
  const rates: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    rates[0].push(await perSecond(one, atOnce, calls));
    rates[1].push(await perSecond(other, atOnce, calls));
  }
  return [median(rates[0]), median(rates[1])];
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await run();
  return performance.now() - begun;
}
