import { describe, expect, test } from "vitest";

import { clientAddress, requireHost, requireOrigin } from "#lib/server/request-guards.ts";

const forwardedFor = (value: string) => clientAddress(new Headers({ "x-forwarded-for": value }));

describe("the person's address", () => {
  test.each([
    ["198.51.100.7", "198.51.100.7", "the connection's own, where no proxy is in between"],
    ["198.51.100.7, 127.0.0.1", "198.51.100.7", "what our proxy says"],
    ["203.0.113.9, 198.51.100.7, 127.0.0.1", "198.51.100.7", "not what the client claims"],
    ["198.51.100.7, ::ffff:127.0.0.1", "198.51.100.7", "also where IPv4 comes over IPv6"],
    ["2001:db8::1, ::1", "2001:db8::1", "in IPv6 too"],
    ["127.0.0.1", "127.0.0.1", "a proxy's own request is the proxy's"],
    ["unknown, 198.51.100.7", "198.51.100.7", "never something that is no address"],
  ])("%s is %s: %s", (value, address) => {
    expect(forwardedFor(value)).toBe(address);
  });

  test("is unknown where nothing says it", () => {
    expect(clientAddress(new Headers())).toBeUndefined();
  });
});

test("a request under another host is not for us", () => {
  expect(() => requireHost(new Headers({ host: "dashboard.test" }))).not.toThrow();
  for (const headers of [{ host: "evil.example" }, { "x-forwarded-host": "dashboard.test" }]) {
    expect(() => requireHost(new Headers(headers))).toThrow("wrong_host");
  }
});

test.each([
  {},
  { origin: "null" },
  { origin: "https://evil.example" },
  { origin: "https://dashboard.test" },
])("a write from %j is refused", (headers) => {
  expect(() => requireOrigin(new Headers(headers as Record<string, string>))).toThrow(
    "foreign_origin",
  );
});

test("a write from our own origin is not", () => {
  expect(() => requireOrigin(new Headers({ origin: "http://dashboard.test" }))).not.toThrow();
});
