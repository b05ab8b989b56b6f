"use client";

import { createContext, use, type ReactNode } from "react";

const Context = createContext<string | null>(null);

type MasProviderProps = { issuer: string | null; children: ReactNode };

/** Tells pages whether the Matrix Authentication Service manages the homeserver's accounts. */
export const MasProvider = ({ issuer, children }: MasProviderProps) => (
  <Context value={issuer}>{children}</Context>
);

/** The issuer of the Matrix Authentication Service that manages accounts. Null: the homeserver does. */
export const useMas = (): string | null => use(Context);

/** Whether MAS is in use. */
export const useHasMas = (): boolean => useMas() !== null;
