"use client";

import { createContext, use, useCallback, type ReactNode } from "react";

import { isManagedByMas, type MayBeManagedByMas } from "#lib/contract/kit/mas.ts";

const Context = createContext<string | null>(null);

type MasProviderProps = { issuer: string | null; children: ReactNode };

/** Tells every page whether the Matrix Authentication Service has the homeserver's accounts. */
export const MasProvider = ({ issuer, children }: MasProviderProps) => (
  <Context value={issuer}>{children}</Context>
);

/** Issuer of the Matrix Authentication Service that has the accounts. Null: the homeserver has them itself. */
export const useMas = (): string | null => use(Context);

/**
 * Whether it has them, so that what Synapse says of admins, guests and sign-ins means nothing. What may be
 * done there is for `useIsManagedByMas`.
 */
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
