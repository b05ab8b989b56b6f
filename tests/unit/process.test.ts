import { spawn } from "node:child_process";
import { cp, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { freePort, isPortFree } from "#scripts/support/port.ts";
import { endLeftovers, startProcess, startTimeIn, startTimeOf } from "#scripts/support/process.ts";
import { until } from "#scripts/support/until.ts";

const FOREVER = ["-e", "setInterval(() => {}, 1000)"];
let notes: string;
beforeEach(async () => {
  notes = await mkdtemp(join(tmpdir(), "notes-"));
});
afterEach(() => rm(notes, { recursive: true, force: true }));

const start = (args: string[], graceMs?: number, endWith?: NodeJS.Signals, port?: number) =>
  startProcess({
    command: process.execPath,
    args,
    env: process.env,
    log: join(notes, "output.log"),
    notes,
    graceMs,
    endWith,
    port,
  });
const noted = async () => (await readdir(notes)).filter((name) => name.endsWith(".json"));

test("records a process for as long as it runs", async () => {
  const child = await start(FOREVER);
  expect(await noted()).toEqual([`${child.pid}.json`]);

  await child.stop();

  expect(await noted()).toEqual([]);
  expect(startTimeOf(child.pid)).toBeNull();
  await expect(child.ended).resolves.toBe("ended by SIGTERM");
});

test("kills a process that ignores the signal to stop", async () => {
  const child = await start(
    ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"],
    200,
  );

  await child.stop();

  expect(startTimeOf(child.pid)).toBeNull();
});

test("stops a process in its own way, also from a later command", async () => {
  const child = await start(FOREVER, undefined, "SIGINT");
  await child.stop();
  await expect(child.ended).resolves.toBe("ended by SIGINT");

  const another = await start(FOREVER, undefined, "SIGINT");
  await endLeftovers(notes);
  await expect(another.ended).resolves.toBe("ended by SIGINT");
});

test("stops what a killed command left running", async () => {
  const left = spawn(process.execPath, FOREVER, { detached: true, stdio: "ignore" });
  const ended = new Promise((resolve) => left.once("exit", (_, signal) => resolve(signal)));
  const note = { pid: left.pid, startedAt: startTimeOf(left.pid ?? 0), folder: notes };
  await writeFile(join(notes, "left.json"), JSON.stringify(note));

  await endLeftovers(notes);

  await expect(ended).resolves.toBe("SIGTERM");
  expect(await noted()).toEqual([]);
});

test("spares another process that reuses the ID", async () => {
  const child = await start(FOREVER);
  await writeFile(
    join(notes, `${child.pid}.json`),
    JSON.stringify({ pid: child.pid, startedAt: "1", folder: notes }),
  );

  await endLeftovers(notes);

  expect(child.hasEnded()).toBe(false);
  await child.stop();
});

test("spares a process recorded in another folder", async () => {
  const child = await start(FOREVER);
  const copy = `${notes}-copy`;
  await cp(notes, copy, { recursive: true });

  await endLeftovers(copy);

  expect(child.hasEnded()).toBe(false);
  expect(await readdir(copy)).toEqual(["output.log"]);
  await rm(copy, { recursive: true });
  await child.stop();
});

describe("a port in use", () => {
  test("stops nothing while another process uses the port", async () => {
    const child = await start(FOREVER);
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;

    const ending = endLeftovers(notes, [{ port, advice: "Choose another one." }]);

    await expect(ending).rejects.toThrow(`Port ${port} is taken. Choose another one.`);
    expect(child.hasEnded()).toBe(false);
    other.close();
    await child.stop();
  });

  test("stops what a killed command left on the port", async () => {
    const port = await freePort();
    const listen = `require("net").createServer().listen(${port}, "127.0.0.1")`;
    const child = await start(["-e", listen], undefined, undefined, port);
    await until("the port to be taken", async () => !(await isPortFree(port)), {
      timeoutMs: 10_000,
    });

    await endLeftovers(notes, [{ port, advice: "" }]);

    await expect(child.ended).resolves.toBe("ended by SIGTERM");
  });
});

test.each([
  [
    "a name with spaces and parentheses",
    "7 (a) b (c)) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 0",
    "4711",
  ],
  ["a zombie process", "7 (node) Z 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 0", null],
])("reads the start time from a line with %s", (_, stat, startedAt) => {
  expect(startTimeIn(stat)).toBe(startedAt);
});
