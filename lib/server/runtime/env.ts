import "server-only";
import { BlockList, isIPv6 } from "node:net";
import * as z from "zod/mini";

import { readBaseUrl, readServerName } from "#lib/matrix/server-name.ts";

import { once } from "./once.ts";

const url = z.pipe(
  z.url({ protocol: /^https?$/, error: "must be an address such as https://matrix.example.org" }),
  // May have a path prefix; its last slash is removed.
  z.transform((text) => text.replace(/\/+$/, "")),
);

/** The dashboard's address for browsers. Its pages are at the root of a host. */
const origin = z
  .url({ protocol: /^https?$/, error: "must be an address such as https://admin.example.org" })
  .check(
    z.refine((text) => URL.parse(text)?.href === `${URL.parse(text)?.origin}/`, {
      error: "must be an address without a path",
    }),
  );

/** Few enough digits that timers and dates take the result. */
const positiveInt = (fallback: number, digits: number) =>
  z.pipe(
    z._default(
      z
        .string()
        .check(
          z.regex(
            new RegExp(`^[1-9]\\d{0,${digits - 1}}$`),
            `must be a whole number above 0 of at most ${digits} digits`,
          ),
        ),
      `${fallback}`,
    ),
    z.transform(Number),
  );

const oneOf = <const Value extends string>(values: readonly Value[]) =>
  z.enum(values, `must be one of ${values.join(", ")}`);

const secret = z.optional(z.string().check(z.minLength(32, "must have at least 32 characters")));

/** The homeservers that allow sign-in. */
export type AllowedHomeservers = {
  /** By name; with the dashboard's base URL, if it needs no lookup. */
  listed: ReadonlyMap<string, string | null>;
  /** Any other may be entered. */
  any: boolean;
};

function toAllowed(text: string, context: { issues: z.core.$ZodRawIssue[] }): AllowedHomeservers {
  const listed = new Map<string, string | null>();
  let any = false;
  for (const entry of text.split(/[\s,]+/).filter(Boolean)) {
    if (entry === "*") {
      any = true;
      continue;
    }
    const at = entry.indexOf("=");
    const name = readServerName(at < 0 ? entry : entry.slice(0, at));
    const baseUrl = at < 0 ? null : readBaseUrl(entry.slice(at + 1));
    if (name === null || (at >= 0 && baseUrl === null)) {
      const message = `has "${entry}", which is no server name such as example.org, none with its address such as example.org=http://synapse:8008, and not *`;
      context.issues.push({ code: "custom", message, input: text });
    } else listed.set(name, baseUrl);
  }
  return { listed, any };
}

const Settings = z.object({
  NODE_ENV: z._default(oneOf(["development", "test", "production"]), "production"),
  HOMESERVER_URL: z.optional(url),
  PUBLIC_HOMESERVER_URL: z.optional(url),
  OAUTH_CLIENT_ID: z.optional(z.string()),
  ALLOWED_HOMESERVERS: z.pipe(z._default(z.string(), ""), z.transform(toAllowed)),
  PUBLIC_URL: z.optional(origin),
  PORT: positiveInt(3000, 5),
  DATA_DIR: z._default(z.string(), "./data"),
  DATABASE_URL: z.optional(
    z.url({
      protocol: /^postgres(ql)?$/,
      error: "must be an address such as postgresql://dashboard:password@localhost/dashboard",
    }),
  ),
  SESSION_SECRET: secret,
  SESSION_SECRET_PREVIOUS: secret,
  SESSION_IDLE_MINUTES: positiveInt(120, 6),
  SESSION_MAX_MINUTES: positiveInt(720, 6),
  JOB_MAX_HOURS: positiveInt(72, 6),
  SNAPSHOT_DAYS: z.pipe(
    z._default(
      z.string().check(z.regex(/^\d{1,4}$/, "must be a whole number of days, or 0 for none")),
      "30",
    ),
    z.transform(Number),
  ),
  AUDIT_DAYS: z.optional(positiveInt(1, 5)),
  HOMESERVER_TIMEOUT_MS: positiveInt(10_000, 7),
  TRUSTED_PROXIES: z.pipe(z._default(z.string(), "127.0.0.0/8,::1"), z.transform(toBlockList)),
  LOG_LEVEL: z._default(oneOf(["fatal", "error", "warn", "info", "debug", "silent"]), "info"),
});

function toBlockList(text: string, context: { issues: z.core.$ZodRawIssue[] }): BlockList {
  const list = new BlockList();
  for (const range of text.split(/[\s,]+/).filter(Boolean)) {
    const [address = "", bits] = range.split("/");
    const isV6 = isIPv6(address);
    try {
      list.addSubnet(address, Number(bits ?? (isV6 ? 128 : 32)), isV6 ? "ipv6" : "ipv4");
    } catch {
      const message = `has "${range}", which is no address or CIDR range`;
      context.issues.push({ code: "custom", message, input: text });
    }
  }
  return list;
}

/** An invalid setting, in a sentence for the operator. */
export class SettingError extends Error {}

/** Parses the settings of an environment. Throws a SettingError that names each invalid one. */
export function parseSettings(environment: Record<string, string | undefined>) {
  // An empty value in a compose file or unit means "not set".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = Settings.safeParse(given);
  if (!parsed.success) {
    // One sentence per setting: what fails one check often fails the next one too.
    const firsts = new Map(
      parsed.error.issues.toReversed().map(({ path, message }) => [String(path[0]), message]),
    );
    const sentences = [...firsts].map(([name, message]) => {
      return given[name] === undefined
        ? `${name} is not set: it ${message}.`
        : `${name} ${message}.`;
    });
    throw new SettingError(sentences.join(" "));
  }
  const { PUBLIC_URL, PORT, ...settings } = parsed.data;
  if (settings.DATABASE_URL && !settings.SESSION_SECRET) {
    throw new SettingError(
      "SESSION_SECRET is not set: with DATABASE_URL it must be given, so that it lies elsewhere than what it seals.",
    );
  }
  return { ...settings, PUBLIC_URL: new URL(PUBLIC_URL ?? `http://localhost:${PORT}`) };
}

/** The settings. The only reader of `process.env`; a function, so that a build needs none. */
export const env = () => once("env", () => parseSettings(process.env));

/** next-auth reads its address from the environment: set here, so that no header decides it. */
export function configureNextAuth(): void {
  process.env["NEXTAUTH_URL"] = env().PUBLIC_URL.origin;
  delete process.env["AUTH_TRUST_HOST"];
  delete process.env["VERCEL"];
}
