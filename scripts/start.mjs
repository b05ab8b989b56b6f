import { createRequire } from "node:module";

const { BIND = "127.0.0.1", PORT = "3000" } = process.env;

if (!/^\d+$/.test(PORT) || Number(PORT) > 65_535) {
  console.error(`PORT is "${PORT}": it must be a number from 1 to 65535.`);
  process.exit(1);
}

// The dashboard ends its work in its own way (instrumentation.ts), so Next is not to handle signals;
// and Next runs in this very process, so that they reach it.
process.env["NEXT_MANUAL_SIG_HANDLE"] = "true";
process.argv.splice(2, Infinity, "start", "-H", BIND, "-p", PORT);
createRequire(import.meta.url)("next/dist/bin/next");
