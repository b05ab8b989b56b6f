import * as z from "zod/mini";

import { operation } from "./kit/endpoint.ts";
import { PASSWORD_MAX_CHARACTERS } from "./passwords.ts";

/** What a policy may ask for. Each has its words in `password.rules` and `imports.warnings`. */
export const PASSWORD_RULES = [
  "minimum_length",
  "require_digit",
  "require_symbol",
  "require_lowercase",
  "require_uppercase",
] as const;
export type PasswordRule = (typeof PASSWORD_RULES)[number];

/** A value that makes no sense asks for nothing: a policy advises, and must not stand in the way. */
const ifSensible = <S extends z.ZodMiniType>(schema: S) =>
  z.pipe(
    z.optional(z.unknown()),
    z.transform((value): z.output<S> | undefined => schema.safeParse(value).data),
  );
const isRequired = ifSensible(z.boolean());

export const PasswordPolicy = z.object({
  "m.minimum_length": ifSensible(z.int().check(z.minimum(1), z.maximum(PASSWORD_MAX_CHARACTERS))),
  "m.require_digit": isRequired,
  "m.require_symbol": isRequired,
  "m.require_lowercase": isRequired,
  "m.require_uppercase": isRequired,
});
export type PasswordPolicy = z.infer<typeof PasswordPolicy>;

/** As Synapse looks for them. */
const WANTED: readonly [rule: PasswordRule, letter: RegExp][] = [
  ["require_digit", /[0-9]/],
  ["require_symbol", /[^a-zA-Z0-9]/],
  ["require_lowercase", /[a-z]/],
  ["require_uppercase", /[A-Z]/],
];

/** What a policy asks for. */
export const rulesOf = (policy: PasswordPolicy): PasswordRule[] =>
  PASSWORD_RULES.filter((rule) => Boolean(policy[`m.${rule}`]));

/** What a policy asks for and a password has not. */
export function brokenRules(policy: PasswordPolicy, password: string): PasswordRule[] {
  const isTooShort = [...password].length < (policy["m.minimum_length"] ?? 0);
  const missing = WANTED.filter(([rule, letter]) => policy[`m.${rule}`] && !letter.test(password));
  return [...(isTooShort ? ["minimum_length" as const] : []), ...missing.map(([rule]) => rule)];
}

export const passwordPolicy = {
  /** What the homeserver asks of passwords, to be shown wherever one is chosen. */
  passwordPolicy: operation({ reads: true, input: {}, output: PasswordPolicy }),
};
