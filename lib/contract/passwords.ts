import * as z from "zod/mini";

/** Characters, not UTF-16 units: one emoji or one Han character counts once. */
const atLeastCharacters = (minimum: number) =>
  z.superRefine((value: string, context) => {
    if ([...value].length >= minimum) return;
    context.addIssue({ code: "custom", params: { code: "too_short", minimum } });
  });

/** The dashboard's own minimum for new passwords. */
export const PASSWORD_MIN_CHARACTERS = 10;
export const PASSWORD_MAX_CHARACTERS = 512;

export const NewPassword = z
  .string()
  .check(z.maxLength(PASSWORD_MAX_CHARACTERS), atLeastCharacters(PASSWORD_MIN_CHARACTERS));

/** Synapse's limit for an admin. */
export const AnyPassword = z.string().check(z.maxLength(PASSWORD_MAX_CHARACTERS));
