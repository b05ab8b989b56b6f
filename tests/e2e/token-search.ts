import type { Page, Response } from "@playwright/test";

import type { Dashboard } from "#scripts/support/dashboard.ts";

import { expect } from "./fixtures.ts";

/** Everything that a page's own scripts could get hold of. */
async function reachable(page: Page): Promise<string> {
  const held = await page.evaluate(async () => ({
    cookie: document.cookie,
    local: JSON.stringify(localStorage),
    session: JSON.stringify(sessionStorage),
    databases: JSON.stringify(await indexedDB.databases()),
    caches: JSON.stringify(await caches.keys()),
    name: window.name,
    history: JSON.stringify(history.state),
  }));
  return JSON.stringify(held) + (await page.content());
}

async function textOf(response: Response): Promise<string> {
  const head = `${response.url()} ${JSON.stringify(await response.allHeaders())}`;
  // A redirect has no body, and one that was given up has none any more.
  const body = await response.text().catch(() => "");
  return head + body;
}

/** Keeps all that comes to a browser from now on, to be searched for what must not be there. */
export class TokenSearch {
  readonly #page: Page;
  readonly #responses: Promise<string>[] = [];
  readonly #shown: string[] = [];
  readonly #keep = (response: Response) => void this.#responses.push(textOf(response));

  constructor(page: Page) {
    this.#page = page;
    page.on("response", this.#keep);
    page.on("console", (message) => this.#shown.push(message.text()));
  }

  /** Keeps the page as it is now. */
  async look(): Promise<void> {
    this.#shown.push(this.#page.url(), await reachable(this.#page));
  }

  /** Keeps what this address answers. */
  async fetch(path: string): Promise<void> {
    this.#shown.push(await this.#page.evaluate(async (url) => (await fetch(url)).text(), path));
  }

  /**
   * Ends the dashboard and looks for the tokens everywhere, in its log too.
   *
   * @param known is there to be found, so that the search is known to find things.
   */
  async expectNone(tokens: Iterable<string>, dashboard: Dashboard, known: string): Promise<void> {
    // A response that begins while the page closes has no headers to read any more.
    this.#page.off("response", this.#keep);
    const answers = (await Promise.all(this.#responses)).join("\n");
    await this.#page.close();
    await dashboard.stop();
    expect(answers).toContain(known);
    const everything = [answers, ...this.#shown, ...dashboard.logs()].join("\n");
    for (const token of tokens) {
      // Also in the forms that it takes in an address or in JSON within JSON.
      for (const form of [token, encodeURIComponent(token), btoa(token), token.slice(4, 40)]) {
        expect(everything.includes(form), `a token as ${form.slice(0, 6)}…`).toBe(false);
      }
    }
  }
}
