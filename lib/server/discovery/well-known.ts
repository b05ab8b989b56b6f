import "server-only";
import * as z from "zod/mini";

import { AppError } from "#lib/errors.ts";
import { readBaseUrl } from "#lib/matrix/server-name.ts";
import { tryJson } from "#lib/try-json.ts";

import type { Page } from "#lib/server/homeserver/request.ts";

const MOST_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];

export const WELL_KNOWN_MAX_BYTES = 64 * 1024;

const WellKnown = z.object({
  "m.homeserver": z.object({ base_url: z.string().check(z.minLength(1)) }),
});

/** Requests one page without following redirects. */
export type AskPage = (url: URL) => Promise<Page>;

/** These errors have their own text. Any other means that the lookup failed. */
const TOLD_PLAINLY = ["address_refused", "not_https"];

/**
 * Reads where a server name's homeserver is from its `.well-known`. Null without one: the specification's
 * IGNORE.
 * https://spec.matrix.org/latest/client-server-api/#well-known-uri
 * @throws AppError `well_known_failed` for the specification's FAIL_PROMPT: the user may enter an address;
 * `well_known_wrong` for its FAIL_ERROR.
 */
export async function readWellKnown(name: string, ask: AskPage): Promise<string | null> {
  const failed = (technical: string, cause?: unknown) =>
    new AppError("well_known_failed", { server: name, technical }, { cause });

  const page = await askAlong(wellKnownOf(name), ask, failed);
  if (page.status === 404) return null;
  if (page.status !== 200) throw failed(`HTTP ${page.status}`);
  if (page.bytes.length === 0) throw failed("empty");
  const said = WellKnown.safeParse(tryJson(page.bytes));
  if (!said.success) throw failed("no m.homeserver.base_url");
  const { base_url } = said.data["m.homeserver"];
  const baseUrl = readBaseUrl(base_url);
  if (baseUrl === null) {
    throw new AppError("well_known_wrong", { server: name, technical: base_url.slice(0, 200) });
  }
  return baseUrl;
}

/** At the name's host over https, without the server name's port. */
export function wellKnownOf(name: string): URL {
  const url = new URL(`https://${name}/.well-known/matrix/client`);
  url.port = "";
  return url;
}

/** Follows a few redirects, and none over plain http, which others could answer. */
async function askAlong(
  first: URL,
  ask: AskPage,
  failed: (technical: string, cause?: unknown) => AppError,
): Promise<Page> {
  let url = first;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const page = await ask(url).catch((thrown: unknown) => {
      const error = AppError.from(thrown);
      if (error.code === "internal") throw error;
      if (TOLD_PLAINLY.includes(error.code)) {
        throw new AppError(error.code, { ...error.details, server: url.host }, { cause: error });
      }
      throw failed(error.details.technical ?? error.code, error);
    });
    if (!REDIRECTS.includes(page.status)) return page;
    const next = page.location ? URL.parse(page.location, url) : null;
    if (!next) throw failed("redirect to nowhere");
    if (next.protocol !== "https:") throw failed("redirect to http");
    url = next;
  }
  throw failed("too many redirects");
}
