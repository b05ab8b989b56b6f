import { beginTestRun, startDashboard, testHomeserver } from "./test-run.ts";

/** Playwright calls this before all tests in the browser, and what it answers after them. */
async function setup(): Promise<() => Promise<void>> {
  // By itself Playwright ends in order on SIGINT only.
  for (const signal of ["SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => process.kill(process.pid, "SIGINT"));
  }
  const end = await beginTestRun();
  const dashboard = await startDashboard({ homeserverUrl: testHomeserver().baseUrl });
  process.env["DASHBOARD_URL"] = dashboard.url;
  return async () => {
    await dashboard.stop();
    await end();
  };
}

// oxlint-disable-next-line import/no-default-export -- Playwright takes nothing else.
export default setup;
