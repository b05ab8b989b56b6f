import "server-only";

/**
 * Makes a value once per process. Next bundles instrumentation, handlers and pages separately, each with its
 * own copy of a module, so a module-level variable exists several times.
 */
export function once<T>(name: string, make: () => T): T {
  const store = globalThis as { [key: symbol]: unknown };
  const key = Symbol.for(`synapse-dashboard.${name}`);
  return (store[key] ??= make()) as T;
}
