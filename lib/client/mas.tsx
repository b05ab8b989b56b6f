"use client";

import { createContext, use, useCallback, type ReactNode } from "react";

import { isManagedByMas, type MayBeManagedByMas } from "#lib/contract/kit/mas.ts";

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

export type IsManagedByMas = (
  action: MayBeManagedByMas,
  input?: Record<string, unknown>,
) => boolean;

/** Tells which actions the Matrix Authentication Service manages here: they are not offered. */
export function useIsManagedByMas(): IsManagedByMas {
  const hasMas = useHasMas();
  return useCallback((action, input) => hasMas && isManagedByMas(action, input), [hasMas]);
}
