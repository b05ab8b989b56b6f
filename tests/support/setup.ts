import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";

// Each file begins like a process of its own, also where files share their modules: see `once`.
for (const key of Object.getOwnPropertySymbols(globalThis)) {
  if (key.description?.startsWith("synapse-dashboard.")) Reflect.deleteProperty(globalThis, key);
}

// The default is a second, which a busy machine exceeds.
configure({ asyncUtilTimeout: 20_000 });

// React and Radix tell of misuse on the console: that is a failure, unless a test expects it.
beforeEach(() => {
  for (const level of ["error", "warn"] as const) {
    vi.spyOn(console, level).mockImplementation((...words: unknown[]) => {
      throw new Error(`console.${level}: ${words.map(String).join(" ")}`);
    });
  }
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});
