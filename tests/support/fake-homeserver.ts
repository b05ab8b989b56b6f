import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { z } from "zod/mini";

import type { Endpoint } from "#lib/contract/kit/endpoint.ts";

export type Seen = {
  method: string;
  url: string;
  body: unknown;
  headers: IncomingMessage["headers"];
};
type Reply = (seen: Seen, response: ServerResponse) => void;
type Rule = { endpoint: Endpoint; pattern: RegExp; reply: Reply };

/** A real HTTP server in the place of Synapse, for what a real one can't be made to do. */
export type FakeHomeserver = ReturnType<typeof createFakeHomeserver>;

export async function startFakeHomeserver(): Promise<FakeHomeserver> {
  const synapse = createFakeHomeserver();
  await synapse.listen();
  return synapse;
}

export function createFakeHomeserver() {
  const rules: Rule[] = [];
  const seen: Seen[] = [];
  let baseUrl = "";

  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const { method = "", url = "", headers } = request;
    const call: Seen = { method, url, headers, body: text ? JSON.parse(text) : undefined };
    seen.push(call);
    const path = url.split("?")[0] ?? "";
    const rule = rules.findLast(
      ({ endpoint, pattern }) => endpoint.method === method && pattern.test(path),
    );
    if (rule) rule.reply(call, response);
    else sendJson(response, 404, matrixError("M_UNRECOGNIZED"));
  });

  const reply = (endpoint: Endpoint, does: Reply) => {
    const pattern = new RegExp(`^${endpoint.path.replace(/\{\w+\}/g, "[^/]+")}$`);
    rules.push({ endpoint, pattern, reply: does });
  };

  return {
    async listen(): Promise<void> {
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    /** Empty until it listens. */
    get baseUrl() {
      return baseUrl;
    },
    seen,
    /** From now on, answers the endpoint with this body, which the contract's types hold to Synapse's. */
    answer<E extends Endpoint>(endpoint: E, body: z.input<E["output"]>) {
      reply(endpoint, (_, response) => sendJson(response, 200, body));
    },
    /** From now on, refuses the endpoint with this Matrix error. */
    refuse(endpoint: Endpoint, status: number, errcode: string, extra: object = {}) {
      reply(endpoint, (_, response) => sendJson(response, status, matrixError(errcode, extra)));
    },
    /** From now on, does what it likes. */
    reply,
    /** Forgets what it was told and has seen. */
    reset() {
      rules.length = 0;
      seen.length = 0;
    },
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

const matrixError = (errcode: string, extra: object = {}) => ({
  errcode,
  error: `${errcode} from the fake homeserver`,
  ...extra,
});
