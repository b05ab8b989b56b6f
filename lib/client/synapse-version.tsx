"use client";

import { createContext, use, useEffect, useState, type ReactNode } from "react";

import { lacking, type SynapseFeature } from "#lib/contract/kit/synapse-versions.ts";

const Context = createContext<string | null>(null);

type SynapseVersionProviderProps = { version: Promise<string | null>; children: ReactNode };

/** Tells every page the homeserver's version. Until it is known, and where it can't be, it is null. */
export function SynapseVersionProvider({ version, children }: SynapseVersionProviderProps) {
  const [known, setKnown] = useState<string | null>(null);
  // Not `use`: a homeserver that hangs must not keep the page from showing.
  useEffect(() => {
    let isCurrent = true;
    void version.then(
      (found) => isCurrent && setKnown(found),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [version]);
  return <Context value={known}>{children}</Context>;
}

/** The version of Synapse that something needs, where the homeserver's lacks it; else undefined. */
export const useLacking = (feature: SynapseFeature): string | undefined =>
  lacking(use(Context), feature);
