import { defineConfig } from "@playwright/test";

import { knownChromium, launchArguments } from "#tests/support/chromium.ts";

const executablePath = knownChromium();

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: ".local/test/playwright",
  globalSetup: "tests/support/e2e-setup.ts",
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // Generous: a busy machine is slow, and no test is about how fast it is.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 2,
  reporter: [["list"], ["json", { outputFile: ".local/test/playwright.json" }]],
  use: {
    // Set by the global setup, before the tests' own processes read this file.
    ...(process.env["DASHBOARD_URL"] && { baseURL: process.env["DASHBOARD_URL"] }),
    trace: "off",
    launchOptions: { args: launchArguments(), ...(executablePath && { executablePath }) },
  },
});
