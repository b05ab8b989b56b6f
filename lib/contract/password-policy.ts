import * as z from "zod/mini";

import { operation } from "./kit/endpoint.ts";
import { PASSWORD_MAX_CHARACTERS } from "./passwords.ts";

/** The rules of a policy. Each has a text in `password.rules` and `imports.warnings`. */
export const PASSWORD_RULES = [
  "minimum_length",
  "require_digit",
  "require_symbol",
  "require_lowercase",
  "require_uppercase",
] as const;
export type PasswordRule = (typeof PASSWORD_RULES)[number];

/** An invalid value requires nothing: a policy advises, and must not block. */
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

/** The same patterns as Synapse's. */
const WANTED: readonly [rule: PasswordRule, letter: RegExp][] = [
  ["require_digit", /[0-9]/],
  ["require_symbol", /[^a-zA-Z0-9]/],
  ["require_lowercase", /[a-z]/],
  ["require_uppercase", /[A-Z]/],
];

/** A policy's rules. */
export const rulesOf = (policy: PasswordPolicy): PasswordRule[] =>
  PASSWORD_RULES.filter((rule) => Boolean(policy[`m.${rule}`]));

/** The rules that a password breaks. */
export function brokenRules(policy: PasswordPolicy, password: string): PasswordRule[] {
  const isTooShort = [...password].length < (policy["m.minimum_length"] ?? 0);
  const missing = WANTED.filter(([rule, letter]) => policy[`m.${rule}`] && !letter.test(password));
  return [...(isTooShort ? ["minimum_length" as const] : []), ...missing.map(([rule]) => rule)];
}

export const passwordPolicy = {
  /** The homeserver's password policy, shown wherever a password is chosen. */
  passwordPolicy: operation({ reads: true, input: {}, output: PasswordPolicy }),
};
