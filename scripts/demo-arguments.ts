import { SetupError } from "./support/setup-error.ts";

import { readArguments } from "./arguments.ts";

export type DemoArguments = {
  reset: boolean;
  postgres: boolean;
  port: number;
  synapsePort: number;
};

/** The options of `npm run demo`. */
export function parseDemoArguments(args: string[]): DemoArguments {
  const { values } = readArguments({
    args,
    usage: "npm run demo -- [--reset] [--postgres] [--port PORT] [--synapse-port PORT]",
    help: `
Starts a Synapse with sample data and the dashboard in front of it, on this machine alone.

  --reset              starts afresh, without the data of earlier demos
  --postgres           keeps the dashboard's data in a PostgreSQL of the demo's own
  --port PORT          where the dashboard listens (3000)
  --synapse-port PORT  where Synapse listens (8008)`,
    options: {
      reset: { type: "boolean", default: false },
      postgres: { type: "boolean", default: false },
      port: { type: "string", default: "3000" },
      "synapse-port": { type: "string", default: "8008" },
    },
  });
  const port = portFrom("--port", values.port);
  const synapsePort = portFrom("--synapse-port", values["synapse-port"]);
  if (port === synapsePort) throw new SetupError("--port and --synapse-port must differ.");
  const { reset, postgres } = values;
  return { reset, postgres, port, synapsePort };
}

function portFrom(option: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new SetupError(`${option} is "${text}": it must be a number from 1 to 65535.`);
}
