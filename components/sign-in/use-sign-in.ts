"use client";

import { useState } from "react";

import { signIn } from "#lib/client/next-auth.ts";
import { AppError } from "#lib/errors.ts";

/** Signs in with a form. Opens the requested page, or reports an error. */
export function useSignIn(way: Parameters<typeof signIn>[0], server: string | null, to: string) {
  const [error, setError] = useState<AppError>();
  const [isSigningIn, setSigningIn] = useState(false);

  const submit = async (fields: Record<string, string>) => {
    setSigningIn(true);
    setError(undefined);
    try {
      // Reloads, so that nothing of an earlier session stays in memory.
      location.assign(await signIn(way, { ...(server && { server }), ...fields }, to));
    } catch (thrown) {
      setError(AppError.from(thrown));
      setSigningIn(false);
    }
  };
  return { submit, error, isSigningIn };
}
