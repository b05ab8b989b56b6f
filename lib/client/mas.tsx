"use client";

import { createContext, use, type ReactNode } from "react";

const Context = createContext<string | null>(null);

type MasProviderProps = { issuer: string | null; children: ReactNode };

/** Tells every page whether the Matrix Authentication Service has the homeserver's accounts. */
export const MasProvider = ({ issuer, children }: MasProviderProps) => (
  <Context value={issuer}>{children}</Context>
);

/** Issuer of the Matrix Authentication Service that has the accounts. Null: the homeserver has them itself. */
export const useMas = (): string | null => use(Context);

/** Whether it has them. */
export const useHasMas = (): boolean => useMas() !== null;
