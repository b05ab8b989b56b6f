import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { startProcess } from "./support/process.ts";
import { createProgress } from "./support/progress.ts";
import { local, root } from "./support/project.ts";
import { SetupError } from "./support/setup-error.ts";

import { refuseArguments } from "./arguments.ts";
import { runCommand, together } from "./command.ts";

// Everything that needs no homeserver: the tests, and beside them all other checks. The first failure ends both.
await runCommand(async (signal) => {
  refuseArguments("npm run check");
  await mkdir(local("check"), { recursive: true });
  const progress = createProgress();
  const step = (title: string, command: string, either: AbortSignal) =>
    progress.step(title, () => run(title, command, either));
  await together(
    signal,
    async (either) => {
      await step("Check the format", "oxfmt --check", either);
      await step("Lint", "oxlint", either);
      await step("Generate the types of routes", "next typegen", either);
      await step("Check types", "tsc --noEmit", either);
      await step("Find unused code", "knip", either);
    },
    (either) => step("Test", "vitest run --project unit --project components", either),
  );
  return 0;
});

async function run(title: string, command: string, signal: AbortSignal): Promise<void> {
  const [program = "", ...args] = command.split(" ");
  const log = local("check", `${program}.log`);
  const child = await startProcess({
    command: join(root, "node_modules", ".bin", program),
    args,
    env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: "1" }) },
    log,
    notes: local("check", "processes"),
    signal,
  });
  const end = await child.ended;
  signal.throwIfAborted();
  if (end === "exit code 0") return;
  const output = await readFile(log, "utf8");
  throw new SetupError(`${output.trim()}\n\nFailed: ${title} (${command})`);
}
