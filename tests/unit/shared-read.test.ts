import { expect, test } from "vitest";

import { coalesceRead } from "#lib/server/runtime/coalesce-reads.ts";

/** A read that ends when told to, and knows whether it was given up. */
function slowRead() {
  const answers = Promise.withResolvers<string>();
  const calls: AbortSignal[] = [];
  const read = (signal: AbortSignal) => {
    calls.push(signal);
    return answers.promise;
  };
  return { read, calls, answer: answers.resolve, fail: answers.reject };
}

test("makes one call for equal concurrent reads", async () => {
  const { read, calls, answer } = slowRead();
  const both = Promise.all([
    coalesceRead(["token", "users.list", {}], undefined, read),
    coalesceRead(["token", "users.list", {}], undefined, read),
  ]);
  answer("rows");

  expect(await both).toEqual(["rows", "rows"]);
  expect(calls).toHaveLength(1);
});

test("shares nothing between two sessions", async () => {
  const { read, calls, answer } = slowRead();
  const both = [
    coalesceRead(["one token", "users.list"], undefined, read),
    coalesceRead(["another token", "users.list"], undefined, read),
  ];
  answer("rows");
  await Promise.all(both);

  expect(calls).toHaveLength(2);
});

test("makes a new call after the previous read ends", async () => {
  const { read, calls, answer } = slowRead();
  answer("rows");
  await coalesceRead(["a"], undefined, read);
  await coalesceRead(["a"], undefined, read);

  expect(calls).toHaveLength(2);
});

test("aborts the call when the last reader leaves, not before", async () => {
  const { read, calls, answer } = slowRead();
  const [first, second] = [new AbortController(), new AbortController()];
  const both = [
    coalesceRead(["gone"], first.signal, read),
    coalesceRead(["gone"], second.signal, read),
  ];

  first.abort();
  expect(calls[0]?.aborted).toBe(false);
  second.abort();
  expect(calls[0]?.aborted).toBe(true);

  answer("too late");
  await Promise.all(both);
});

test("makes a new call after an aborted read", async () => {
  const given = slowRead();
  const leaver = new AbortController();
  const left = coalesceRead(["again"], leaver.signal, given.read);
  leaver.abort();
  const fresh = slowRead();
  const asked = coalesceRead(["again"], undefined, fresh.read);
  fresh.answer("new rows");
  given.answer("old rows");

  expect(await asked).toBe("new rows");
  await left;
});

test("passes a failure to all readers, and does not keep it", async () => {
  const { read, calls, fail } = slowRead();
  const both = [coalesceRead(["bad"], undefined, read), coalesceRead(["bad"], undefined, read)];
  fail(new Error("no"));

  expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual([
    "rejected",
    "rejected",
  ]);
  await expect(coalesceRead(["bad"], undefined, async () => "fine")).resolves.toBe("fine");
  expect(calls).toHaveLength(1);
});
