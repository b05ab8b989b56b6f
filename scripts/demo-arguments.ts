import { parseArgs } from "node:util";

import { SetupError } from "#tests/support/setup-error.ts";

export type DemoArguments = {
  reset: boolean;
  postgres: boolean;
  port: number;
  synapsePort: number;
};

/** What `npm run demo` was asked for. */
export function parseDemoArguments(args: string[]): DemoArguments {
  const { values } = parse(args);
  const port = portFrom("--port", values.port);
  const synapsePort = portFrom("--synapse-port", values["synapse-port"]);
  if (port === synapsePort) throw new SetupError("--port and --synapse-port must differ.");
  const { reset, postgres } = values;
  return { reset, postgres, port, synapsePort };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        reset: { type: "boolean", default: false },
        postgres: { type: "boolean", default: false },
        port: { type: "string", default: "3000" },
        "synapse-port": { type: "string", default: "8008" },
      },
    });
  } catch (error) {
    const [what] = error instanceof Error ? error.message.split(". ") : [];
    throw new SetupError(
      `${what}. The options are --reset, --postgres, --port and --synapse-port.`,
    );
  }
}

function portFrom(option: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new SetupError(`${option} is "${text}": it must be a number from 1 to 65535.`);
}
