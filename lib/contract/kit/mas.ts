/** How an action differs under MAS. */
export type UnderMas = {
  /** Whether Synapse would ignore or reject it. Then it is never sent. */
  refuses?: (input: Record<string, unknown>) => boolean;
  /** Additional input for Synapse. */
  sends?: Record<string, unknown>;
};

export type MayBeManagedByMas = { readonly underMas?: UnderMas };

/** For actions of that service alone. */
export const byMasAlone: UnderMas = { refuses: () => true };

/** For actions that change several fields, where these belong to that service. */
export const byMasIfGiven = (...names: string[]): UnderMas => ({
  refuses: (input) => names.some((name) => input[name] !== undefined),
});

/** For actions that Synapse still does there, and for the dashboard's own. */
export const unaffected: UnderMas = {};

/**
 * Whether that service does it, where it has the accounts. The guard on the server and every menu ask
 * this: what an action says in the contract is said nowhere else.
 */
export const isManagedByMas = (
  { underMas }: MayBeManagedByMas,
  input: Record<string, unknown> = {},
): boolean => underMas?.refuses?.(input) ?? false;
