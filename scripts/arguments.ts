import { parseArgs, type ParseArgsOptionsConfig } from "node:util";

import { SetupError } from "./support/setup-error.ts";

/** A request for help, which is no failure. */
export class HelpAsked extends Error {}

/**
 * Parses a command's arguments. Rejects unknown ones in one line with the usage; `--help` shows that line and
 * `help`.
 */
export function readArguments<const Options extends ParseArgsOptionsConfig>({
  args,
  usage,
  help = "",
  options,
  allowPositionals = false,
}: {
  args: string[];
  usage: string;
  help?: string;
  options: Options;
  allowPositionals?: boolean;
}) {
  if (args.includes("--help")) throw new HelpAsked([`Usage: ${usage}`, help].join("\n").trim());
  try {
    return parseArgs({ args, options, allowPositionals });
  } catch (error) {
    const [what] = error instanceof Error ? error.message.split(". ") : [];
    throw new SetupError(`${what}. Usage: ${usage}`);
  }
}

/** For a command without arguments. */
export const refuseArguments = (usage: string) =>
  readArguments({ args: process.argv.slice(2), usage, options: {} });
