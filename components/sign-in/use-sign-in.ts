"use client";

import { useState } from "react";

import { signIn } from "#lib/client/next-auth.ts";
import { AppError } from "#lib/errors.ts";

/** Signing in with a form. It goes to the page that was asked for, or says why it could not. */
export function useSignIn(way: Parameters<typeof signIn>[0], server: string | null, to: string) {
  const [error, setError] = useState<AppError>();
  const [isSigningIn, setSigningIn] = useState(false);

  const submit = async (fields: Record<string, string>) => {
    setSigningIn(true);
    setError(undefined);
    try {
      // Loads the page anew, so that nothing of an earlier session stays in memory.
      location.assign(await signIn(way, { ...(server && { server }), ...fields }, to));
    } catch (thrown) {
      setError(AppError.from(thrown));
      setSigningIn(false);
    }
  };
  return { submit, error, isSigningIn };
}
