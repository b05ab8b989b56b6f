"use client";

import { createContext, use, useState, type ReactNode } from "react";

import { useErrorText } from "#components/errors/error-text.ts";
import { lazyDialog } from "#components/ui/lazy-dialog.ts";
import { toastError } from "#components/ui/toast.ts";
import { send } from "#lib/client/send.ts";
import { signOut } from "#lib/client/sign-out.ts";
import { api } from "#lib/contract/index.ts";
import type { Job } from "#lib/contract/jobs.ts";
import { AppError } from "#lib/errors.ts";

const SignOutDialog = lazyDialog(() => import("./sign-out-dialog.tsx"), "SignOutDialog");

type SignOut = { leave: () => Promise<void>; isLeaving: boolean };

const Context = createContext<SignOut | null>(null);

type SignOutProviderProps = { userId: string; hasPastedToken: boolean; children: ReactNode };

/** Signs out from anywhere: asks first if jobs need the session. */
export function SignOutProvider({ userId, hasPastedToken, children }: SignOutProviderProps) {
  const errorText = useErrorText();
  const [isLeaving, setLeaving] = useState(false);
  const [asked, setAsked] = useState<{ jobs: readonly Job[] }>();

  const leave = async () => {
    setLeaving(true);
    try {
      const jobs = await runningJobsOf(userId);
      if (jobs.length === 0 && !hasPastedToken) return await signOut({ jobs: "pause" });
      setAsked({ jobs });
    } catch (thrown) {
      toastError(errorText(AppError.from(thrown).toBody()).title);
    }
    setLeaving(false);
  };

  return (
    <Context value={{ leave, isLeaving }}>
      {children}
      {asked && (
        <SignOutDialog
          jobs={asked.jobs}
          hasPastedToken={hasPastedToken}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Context>
  );
}

export function useSignOut(): SignOut {
  const asked = use(Context);
  if (!asked) throw new Error("useSignOut needs a SignOutProvider around it.");
  return asked;
}

/** Empty if they fail to load: signing out still works, and pauses all jobs. */
async function runningJobsOf(userId: string): Promise<Job[]> {
  try {
    const { jobs } = await send(api.jobs.list, {});
    return jobs.filter(({ state, admins }) => state === "running" && admins.at(-1) === userId);
  } catch {
    return [];
  }
}
