/** An error that stops a command. Its message is one line that says what to do. */
export class SetupError extends Error {
  override name = "SetupError";
}
