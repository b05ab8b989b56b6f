import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

const { BIND = "127.0.0.1", PORT = "3000", DIST_DIR = ".next" } = process.env;

if (process.argv.length > 2) {
  cannotStart("npm start takes no arguments: its settings come from the environment (README.md).");
}
if (!/^\d+$/.test(PORT) || Number(PORT) < 1 || Number(PORT) > 65_535) {
  cannotStart(`PORT is "${PORT}": it must be a number from 1 to 65535.`);
}
if (!existsSync(join(DIST_DIR, "BUILD_ID"))) {
  cannotStart("There is no build: run npm run build first.");
}

/*
 * Not `next start`: that says "Ready" before it has read its configuration, answers a busy port with a stack
 * trace, and handles signals in its own way. The port is taken before the store is opened, and requests wait
 * until all is ready.
 */
process.env["NODE_ENV"] ||= "production";
process.env["NEXT_RUNTIME"] = "nodejs";
const prepared = Promise.withResolvers();
const server = createServer(async (request, response) => {
  try {
    const handle = await prepared.promise;
    await handle(request, response);
  } catch (error) {
    console.error(error);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
});
server.once("error", ({ code, message }) =>
  cannotStart(
    code === "EADDRINUSE"
      ? `Port ${PORT} of ${BIND} is taken: end what uses it, or choose another PORT.`
      : `BIND and PORT name an address that cannot be listened at: ${message}.`,
  ),
);
server.listen(Number(PORT), BIND, async () => {
  const { default: next } = await import("next");
  const app = next({ dev: false, hostname: BIND, port: Number(PORT), httpServer: server });
  // Next reports its configuration there, but standard output has JSON lines only.
  const { log } = console;
  console.log = () => {};
  await app.prepare();
  console.log = log;
  prepared.resolve(app.getRequestHandler());
});

/** @returns {never} */
function cannotStart(why) {
  process.stderr.write(`Synapse Dashboard cannot start. ${why}\n`);
  process.exit(1);
}
