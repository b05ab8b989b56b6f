"use client";

import { useState } from "react";

import { AppError } from "#lib/errors.ts";

import { signOut, type SignOutOptions } from "./sign-out.ts";

/** Signs out from a dialog, which explains a failure. */
export function useSignOut() {
  const [error, setError] = useState<AppError>();
  const [isRunning, setRunning] = useState(false);
  const leave = async (wishes: SignOutOptions) => {
    setRunning(true);
    try {
      await signOut(wishes);
    } catch (thrown) {
      setError(AppError.from(thrown));
      setRunning(false);
    }
  };
  return { leave, error, isRunning };
}
