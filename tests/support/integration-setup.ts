import { beginTestRun } from "./test-run.ts";

/** Vitest calls this before all integration tests, and what it answers after them. */
export const setup = () => beginTestRun();
