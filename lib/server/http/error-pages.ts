import "server-only";

import messages from "#messages/en.json";

import { env } from "#lib/server/runtime/env.ts";

/** For a request under another name: where the dashboard is, and which setting says so. */
export function wrongHostPage(): Response {
  const { title, body, open } = messages.wrongHost;
  const { origin } = env().PUBLIC_URL;
  return plainPage(421, title, `<p>${body}</p><p><a href="${origin}">${open} ${origin}</a></p>`);
}

/** For a store that does not answer, so that the user is unknown. */
export function storeUnavailablePage(): Response {
  const { title, body } = messages.errors.store_unavailable;
  return plainPage(503, title, `<p>${body}</p>`);
}

/** A page for when the application cannot render one. Contains nothing from the request. */
function plainPage(status: number, title: string, content: string): Response {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1>${content}`;
  return new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
    },
  });
}
