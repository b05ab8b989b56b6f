import { gzipSync } from "node:zlib";
import type { Browser, Page } from "@playwright/test";

import type { Visitor } from "#tests/support/visitor.ts";

import { round, type Figure } from "./figures.ts";
import { median } from "./timing.ts";

const RUNS = 9;

/** What pages load, and how long somebody who is signed in waits for the first user. */
export async function measurePages(
  browser: Browser,
  url: string,
  visitor: Visitor,
): Promise<Figure[]> {
  const plain = await javascriptOf(browser, `${url}/no-such-page`, visitor);
  const signIn = await javascriptOf(browser, `${url}/sign-in`);
  const users = await javascriptOf(browser, `${url}/users`, visitor);
  const beside = `${round(plain)} kB by a page without anything in it`;

  const waits: number[] = [];
  for (let run = 0; run < RUNS; run += 1)
    waits.push(await firstRow(browser, `${url}/users`, visitor));
  const answers: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const begun = performance.now();
    await visitor.read("users.list", { from: run * 50, limit: 50 });
    answers.push(performance.now() - begun);
  }
  return [
    {
      id: "javascript.sign-in",
      what: "JavaScript loaded by /sign-in, gzip",
      value: signIn,
      unit: "kB",
      comparedWith: beside,
      budget: { atMost: 180 },
    },
    {
      id: "javascript.users",
      what: "JavaScript loaded by /users, gzip",
      value: users,
      unit: "kB",
      comparedWith: beside,
      budget: { atMost: 260 },
    },
    {
      id: "first-row",
      what: "signed in, cold cache: navigation to first user row visible, median",
      value: median(waits),
      unit: "ms",
      comparedWith: `${round(median(answers))} ms for the list alone through the door`,
      budget: { atMost: 600 },
    },
  ];
}

/** Everything the page has loaded when it is there; what comes later, on demand, is not of the page. */
async function javascriptOf(browser: Browser, url: string, visitor?: Visitor): Promise<number> {
  const page = await freshPage(browser, url, visitor);
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    if (!new URL(response.url()).pathname.endsWith(".js")) return;
    sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await page.context().close();
  return total / 1000;
}

/** Milliseconds from the beginning of the navigation until the first row of the table is painted. */
async function firstRow(browser: Browser, url: string, visitor: Visitor): Promise<number> {
  const page = await freshPage(browser, url, visitor);
  await page.addInitScript(() => {
    const look = () => {
      if (document.querySelector("tbody tr a")) performance.mark("first-row");
      else requestAnimationFrame(look);
    };
    look();
  });
  await page.goto(url);
  await page.waitForFunction(() => performance.getEntriesByName("first-row").length > 0);
  const ms = await page.evaluate(
    () => performance.getEntriesByName("first-row")[0]?.startTime ?? 0,
  );
  await page.context().close();
  return ms;
}

/** A browser that was never here: nothing is cached. */
async function freshPage(browser: Browser, url: string, visitor?: Visitor): Promise<Page> {
  const context = await browser.newContext();
  const cookies = [...(visitor?.cookies ?? [])].map(([name, value]) => ({ name, value, url }));
  await context.addCookies(cookies);
  return context.newPage();
}
