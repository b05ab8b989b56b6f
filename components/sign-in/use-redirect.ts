"use client";

import { useEffect, useState } from "react";

import { post } from "#lib/client/post.ts";
import type { RedirectRequest } from "#lib/contract/sign-in/redirect.ts";
import { AppError } from "#lib/errors.ts";
import { routes } from "#lib/routes.ts";

/** Leaves for another site to sign in, or reports an error. */
export function useSsoRedirect() {
  const [error, setError] = useState<AppError>();
  const [isLeaving, setLeaving] = useState(false);

  // The back button may restore this page as it was.
  useEffect(() => {
    const onShow = (event: PageTransitionEvent) => {
      if (event.persisted) location.reload();
    };
    window.addEventListener("pageshow", onShow);
    return () => window.removeEventListener("pageshow", onShow);
  }, []);

  const leave = async (departure: RedirectRequest) => {
    setLeaving(true);
    setError(undefined);
    try {
      location.assign((await post<{ url: string }>(routes.beginRedirect(), departure)).url);
    } catch (thrown) {
      setError(AppError.from(thrown));
      setLeaving(false);
    }
  };
  return { leave, error, isLeaving };
}
