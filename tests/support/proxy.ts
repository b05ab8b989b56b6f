import { createServer, request, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * What happens to a request before it is passed on: a status or a JSON answers it here, a promise holds
 * it; "unanswered" passes it on and keeps the answer.
 */
type Meddle = (
  url: string,
  headers: IncomingHttpHeaders,
  method: string,
) => number | { json: unknown } | "unanswered" | undefined | Promise<void>;

/**
 * A reverse proxy with a mind of its own.
 *
 * @param upstream where it passes requests on to, or what says so for each of them.
 */
export async function startProxy(
  upstream: string | (() => string),
  meddle: Meddle = () => undefined,
) {
  const server = createServer(async (asked, answer) => {
    const { method = "GET", headers, url = "" } = asked;
    const meddled = await meddle(url, headers, method);
    if (typeof meddled === "number")
      return void answer.writeHead(meddled).end("<html>nginx</html>");
    if (typeof meddled === "object") {
      answer.writeHead(200, { "content-type": "application/json" });
      return void answer.end(JSON.stringify(meddled.json));
    }
    const to = typeof upstream === "string" ? upstream : upstream();
    const passed = request(to + url, { method, headers }, (response) => {
      if (meddled === "unanswered") return void response.resume();
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    asked.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
