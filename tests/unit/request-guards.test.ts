import { describe, expect, onTestFinished, test } from "vitest";

import { env } from "#lib/server/runtime/env.ts";
import { clientAddress, requireHost, requireOurs } from "#lib/server/http/request-guards.ts";

const forwardedFor = (value: string) => clientAddress(new Headers({ "x-forwarded-for": value }));

describe("client address", () => {
  test.each([
    ["198.51.100.7", "198.51.100.7", "the connection's own, where no proxy is in between"],
    ["198.51.100.7, 127.0.0.1", "198.51.100.7", "what our proxy says"],
    ["203.0.113.9, 198.51.100.7, 127.0.0.1", "198.51.100.7", "not what the client claims"],
    ["198.51.100.7, ::ffff:127.0.0.1", "198.51.100.7", "also where IPv4 comes over IPv6"],
    ["2001:db8::1, ::1", "2001:db8::1", "in IPv6 too"],
    ["127.0.0.1", "127.0.0.1", "a proxy's own request is the proxy's"],
    ["unknown, 198.51.100.7", "198.51.100.7", "never something that is no address"],
  ])("reads the header %s as %s: %s", (value, address) => {
    expect(forwardedFor(value)).toBe(address);
  });

  test("reports an unknown client address as unknown", () => {
    expect(clientAddress(new Headers())).toBeUndefined();
  });
});

const OURS = { host: "dashboard.test", origin: "http://dashboard.test" };
const ask = (method: string, headers: Record<string, string>) => () =>
  requireOurs({ method, headers: new Headers(headers) });

test.each(["dashboard.test", "dashboard.test:80", "DASHBOARD.test"])(
  "accepts %s as our host",
  (host) => {
    expect(() => requireHost(new Headers({ host }))).not.toThrow();
  },
);

test.each([
  "evil.example",
  "dashboard.test:443",
  "dashboard.test:8080",
  "user@dashboard.test",
  "dashboard.test/x",
  "dashboard.test\\@evil.example",
  "dashboard.test?",
  "",
])("rejects %j as our host", (host) => {
  expect(() => requireHost(new Headers({ host }))).toThrow("wrong_host");
});

test("ignores a forwarded host", () => {
  const headers = new Headers({ "x-forwarded-host": "dashboard.test" });
  expect(() => requireHost(headers)).toThrow("wrong_host");
});

test("accepts the default port of https where PUBLIC_URL is https", () => {
  const { PUBLIC_URL } = env();
  onTestFinished(() => void (env().PUBLIC_URL = PUBLIC_URL));
  env().PUBLIC_URL = new URL("https://admin.example.org");
  for (const host of ["admin.example.org", "admin.example.org:443"]) {
    const headers = { host, origin: `https://${host}` };
    expect(ask("POST", headers)).not.toThrow();
  }
  expect(ask("GET", { host: "admin.example.org:80" })).toThrow("wrong_host");
});

test.each([
  {},
  { origin: "null" },
  { origin: "https://evil.example" },
  { origin: "https://dashboard.test" },
  { origin: "http://dashboard.test:8080" },
])("rejects a write from %j", (headers) => {
  expect(ask("POST", { host: OURS.host, ...headers } as Record<string, string>)).toThrow(
    "foreign_origin",
  );
});

test("accepts a write from our own origin", () => {
  expect(ask("POST", OURS)).not.toThrow();
  expect(ask("POST", { ...OURS, origin: "http://dashboard.test:80" })).not.toThrow();
});

test.each(["cross-site", "same-site"])("rejects a request from a %s page", (site) => {
  for (const method of ["GET", "POST"]) {
    expect(ask(method, { ...OURS, "sec-fetch-site": site })).toThrow("foreign_origin");
  }
});

test.each(["same-origin", "none"])("accepts a read from %s", (site) => {
  expect(ask("GET", { ...OURS, "sec-fetch-site": site })).not.toThrow();
});
