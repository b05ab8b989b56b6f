import { describe, expect, test } from "vitest";

import { parseSettings, SettingError } from "#lib/server/runtime/env.ts";

const settings = (given: Record<string, string> = {}) =>
  parseSettings({ HOMESERVER_URL: "https://matrix.example.org", ...given });

test("a homeserver is all that has to be set", () => {
  expect(settings()).toMatchObject({
    HOMESERVER_URL: "https://matrix.example.org",
    PUBLIC_URL: new URL("http://localhost:3000"),
    SESSION_IDLE_MINUTES: 120,
    SESSION_MAX_MINUTES: 720,
    SNAPSHOT_DAYS: 30,
    HOMESERVER_TIMEOUT_MS: 10_000,
  });
});

test("homeservers to choose from are named, with the address that the dashboard uses where it is given", () => {
  const { ALLOWED_HOMESERVERS: allowed } = settings({
    ALLOWED_HOMESERVERS: "Example.org  example.net=http://synapse:8008/, 10.0.0.7:8448",
  });
  expect([...allowed.listed]).toEqual([
    ["example.org", null],
    ["example.net", "http://synapse:8008"],
    ["10.0.0.7:8448", null],
  ]);
  expect(allowed.any).toBe(false);
});

test("a star lets any other one be typed, and nothing at all lets nobody in", () => {
  expect(settings({ ALLOWED_HOMESERVERS: "example.org *" }).ALLOWED_HOMESERVERS.any).toBe(true);
  expect(parseSettings({})).toMatchObject({ ALLOWED_HOMESERVERS: { any: false } });
});

test("the homeserver's path prefix is kept, its last slash is not", () => {
  const { HOMESERVER_URL } = settings({ HOMESERVER_URL: "http://synapse:8008/matrix/" });
  expect(HOMESERVER_URL).toBe("http://synapse:8008/matrix");
});

test("the public address follows the port", () => {
  expect(settings({ PORT: "4000" }).PUBLIC_URL.origin).toBe("http://localhost:4000");
});

test("an empty value means not set", () => {
  expect(settings({ PUBLIC_URL: "", LOG_LEVEL: "" }).LOG_LEVEL).toBe("info");
});

describe("a wrong setting names itself", () => {
  test.each([
    ["HOMESERVER_URL", "matrix.example.org"],
    ["HOMESERVER_URL", "ftp://matrix.example.org"],
    ["ALLOWED_HOMESERVERS", "example.org/path"],
    ["ALLOWED_HOMESERVERS", "example.org, @ada:example.org"],
    ["ALLOWED_HOMESERVERS", "example.org=synapse:8008"],
    ["PUBLIC_URL", "https://example.org/admin"],
    ["PUBLIC_URL", "example.org"],
    ["PORT", "http"],
    ["SESSION_SECRET", "short"],
    ["SESSION_IDLE_MINUTES", "0"],
    // No date, and none of PostgreSQL's, lies so far back.
    ["AUDIT_DAYS", "999999"],
    ["JOB_MAX_HOURS", "9999999"],
    ["SNAPSHOT_DAYS", "a month"],
    ["HOMESERVER_TIMEOUT_MS", "-1"],
    ["TRUSTED_PROXIES", "10.0.0.0/8, proxy"],
    ["TRUSTED_PROXIES", "10.0.0.0/99"],
    ["LOG_LEVEL", "loud"],
    ["NODE_ENV", "staging"],
    ["DATABASE_URL", "mysql://localhost"],
    ["SESSION_SECRET_PREVIOUS", "short"],
    ["SESSION_MAX_MINUTES", "1e9"],
    ["JOB_MAX_HOURS", "three"],
    ["AUDIT_DAYS", "0"],
  ])("%s=%j", (name, value) => {
    expect(() => settings({ [name]: value })).toThrow(SettingError);
    // Not the parser's own words, which do not say what would be right.
    expect(() => settings({ [name]: value })).toThrow(new RegExp(`^${name} (must|has) `));
  });

  test("once", () => {
    const wrong = () => settings({ PUBLIC_URL: "nonsense" });
    expect(wrong).toThrow(
      /^PUBLIC_URL must be an address such as https:\/\/admin\.example\.org\.$/,
    );
  });

  test("and the values that it may have", () => {
    const allowed = "LOG_LEVEL must be one of fatal, error, warn, info, debug, silent.";
    expect(() => settings({ LOG_LEVEL: "loud" })).toThrow(allowed);
  });
});

test("a secret's value is not in the sentence about it", () => {
  expect(() => settings({ SESSION_SECRET: "hunter2" })).not.toThrow("hunter2");
});
