import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Provider, type Configuration, type InteractionResults } from "oidc-provider";

import { freePort } from "#scripts/support/port.ts";

import { Shelf } from "./shelf.ts";

/** A page or answer of a provider's own, beside what oidc-provider serves. Answers whether it was one. */
type Own = (url: URL, request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * A real OpenID provider on loopback, with a page to sign in as anybody (field "Who you are", button
 * "Go on") and one to allow what is asked for (button "Allow").
 *
 * @param mayAllow whether this user may allow what is asked for. Who may not is kept on a page.
 */
export async function startProvider({
  configuration,
  own = async () => false,
  mayAllow = () => true,
}: {
  configuration: Configuration;
  own?: Own;
  mayAllow?: (user: string, scope: string) => boolean;
}) {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const shelf = new Shelf();
  const provider = new Provider(issuer, {
    ...configuration,
    // Given, so that it does not tell of each that it is not.
    ttl: { ...LIFETIMES, ...configuration.ttl },
    jwks: { keys: [signingKey()] },
    adapter: (model) => shelf.adapterFor(model),
    cookies: { keys: ["of no value to anybody"] },
    features: { devInteractions: { enabled: false }, ...configuration.features },
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, name: id }) }),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => false },
  });

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { prompt, params, session, grantId } = await provider.interactionDetails(
      request,
      response,
    );
    const user = session?.accountId ?? "";
    if (prompt.name === "consent" && !mayAllow(user, String(params["scope"]))) {
      return page(response, 403, "<h1>You may not do this</h1>");
    }
    if (request.method === "GET") {
      const isLogin = prompt.name === "login";
      return page(response, 200, isLogin ? LOGIN : `<form method="post">${ALLOW}</form>`);
    }
    const finish = (result: InteractionResults) =>
      provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    if (prompt.name === "login") {
      const accountId = new URLSearchParams(await textOf(request)).get("user") ?? "";
      return finish({ login: { accountId } });
    }
    const grant =
      (grantId && (await provider.Grant.find(grantId))) ||
      new provider.Grant({ accountId: user, clientId: String(params["client_id"]) });
    const { missingOIDCScope, missingResourceScopes } = prompt.details as {
      missingOIDCScope?: string[];
      missingResourceScopes?: Record<string, string[]>;
    };
    if (missingOIDCScope) grant.addOIDCScope(missingOIDCScope.join(" "));
    for (const [resource, scopes] of Object.entries(missingResourceScopes ?? {})) {
      grant.addResourceScope(resource, scopes.join(" "));
    }
    return finish({ consent: { grantId: await grant.save() } });
  }

  const serve = provider.callback();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", issuer);
    if (url.pathname.startsWith("/interaction/")) return interact(request, response);
    if (!(await own(url, request, response))) return serve(request, response);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    issuer,
    provider,
    shelf,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const LIFETIMES = {
  Interaction: 600,
  Session: 600,
  Grant: 600,
  AccessToken: 600,
  IdToken: 600,
  RefreshToken: 600,
};

const signingKey = () =>
  generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });

const LOGIN = `<form method="post"><label>Who you are <input name="user"></label><button>Go on</button></form>`;
const ALLOW = `<button>Allow</button>`;

function page(response: ServerResponse, status: number, body: string): void {
  const type = "text/html; charset=utf-8";
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
  response.end(
    `<!doctype html><html lang="en"><title>Provider</title><link rel="icon" href="data:,">${body}`,
  );
}

export async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}
