import { describe, expect, test } from "vitest";

import { parseSettings, SettingError } from "#lib/server/runtime/env.ts";

const settings = (given: Record<string, string> = {}) =>
  parseSettings({ HOMESERVER_URL: "https://matrix.example.org", ...given });

test("requires only a homeserver", () => {
  expect(settings()).toMatchObject({
    HOMESERVER_URL: "https://matrix.example.org",
    PUBLIC_URL: new URL("http://localhost:3000"),
    SESSION_IDLE_MINUTES: 120,
    SESSION_MAX_MINUTES: 720,
    SNAPSHOT_DAYS: 30,
    HOMESERVER_TIMEOUT_MS: 10_000,
  });
});

test("names the homeservers to choose from, with their internal addresses", () => {
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

test("allows any server with a star, and none without a setting", () => {
  expect(settings({ ALLOWED_HOMESERVERS: "example.org *" }).ALLOWED_HOMESERVERS.any).toBe(true);
  expect(parseSettings({})).toMatchObject({ ALLOWED_HOMESERVERS: { any: false } });
});

test("keeps the homeserver's path prefix, without its last slash", () => {
  const { HOMESERVER_URL } = settings({ HOMESERVER_URL: "http://synapse:8008/matrix/" });
  expect(HOMESERVER_URL).toBe("http://synapse:8008/matrix");
});

test("derives the public address from the port", () => {
  expect(settings({ PORT: "4000" }).PUBLIC_URL.origin).toBe("http://localhost:4000");
});

test("reads an empty value as unset", () => {
  expect(settings({ PUBLIC_URL: "", LOG_LEVEL: "" }).LOG_LEVEL).toBe("info");
});

describe("an invalid setting", () => {
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
  ])("names the invalid %s=%j", (name, value) => {
    expect(() => settings({ [name]: value })).toThrow(SettingError);
    // Not the parser's own words, which do not say what would be right.
    expect(() => settings({ [name]: value })).toThrow(new RegExp(`^${name} (must|has) `));
  });

  test("names an invalid setting once", () => {
    const wrong = () => settings({ PUBLIC_URL: "nonsense" });
    expect(wrong).toThrow(
      /^PUBLIC_URL must be an address such as https:\/\/admin\.example\.org\.$/,
    );
  });

  test("names the allowed values", () => {
    const allowed = "LOG_LEVEL must be one of fatal, error, warn, info, debug, silent.";
    expect(() => settings({ LOG_LEVEL: "loud" })).toThrow(allowed);
  });
});

test("leaves a secret's value out of the error", () => {
  expect(() => settings({ SESSION_SECRET: "hunter2" })).not.toThrow("hunter2");
});
