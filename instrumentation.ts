/** Next runs this once, before the first request: a wrong setting stops the start, not a user. */
export async function register() {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { startUp } = await import("#lib/server/startup.ts");
  await startUp();
}
