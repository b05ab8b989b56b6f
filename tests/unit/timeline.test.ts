import { expect, test } from "vitest";

import { Timeline } from "#scripts/support/sample-data/timeline.ts";

function run(timeline: Timeline) {
  const times: number[] = [];
  const done = timeline.run({
    setTime: async (time) => void times.push(time),
    concurrency: 2,
    onProgress: () => {},
  });
  return { times, done };
}

test("runs events in order of time, whatever the order of planning", async () => {
  const timeline = new Timeline();
  for (const time of [30, 10, 20]) void timeline.at(time, async () => {});

  const { times, done } = run(timeline);
  await done;

  expect(times).toEqual([10, 20, 30]);
});

test("lets an action wait for the result of an earlier one", async () => {
  const timeline = new Timeline();
  const room = timeline.at(10, async () => "!room");
  const event = timeline.at(20, async () => `${await room}/event`);

  await run(timeline).done;

  await expect(event).resolves.toBe("!room/event");
});

test("runs nothing else during an exclusive action", async () => {
  const timeline = new Timeline();
  const seen: string[] = [];
  const slowly = (name: string) => async () => {
    seen.push(`${name} begins`);
    await Promise.resolve();
    seen.push(`${name} ends`);
  };
  void timeline.at(10, slowly("before"));
  void timeline.alone(20, slowly("alone"));
  void timeline.at(30, slowly("after"));

  await run(timeline).done;

  const alone = seen.indexOf("alone begins");
  expect(seen.slice(0, alone)).toContain("before ends");
  expect(seen[alone + 1]).toBe("alone ends");
});

test("ends the story on a failure, and reports it", async () => {
  const timeline = new Timeline();
  void timeline.alone(10, () => Promise.reject(new Error("no such room")));
  const never = timeline.at(20, async () => "reached");

  await expect(run(timeline).done).rejects.toThrow("no such room");

  await expect(Promise.race([never, Promise.resolve("not reached")])).resolves.toBe("not reached");
});
