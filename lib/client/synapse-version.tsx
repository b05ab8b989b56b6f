"use client";

import { createContext, use, useEffect, useState, type ReactNode } from "react";

import { lacking, type SynapseFeature } from "#lib/contract/kit/synapse-versions.ts";

const Context = createContext<string | null>(null);

type SynapseVersionProviderProps = { version: Promise<string | null>; children: ReactNode };

/** Gives pages the homeserver's version: null until it is known, or if it can't be. */
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

/** The Synapse version required by a feature that the homeserver lacks; else undefined. */
export const useLacking = (feature: SynapseFeature): string | undefined =>
  lacking(use(Context), feature);
