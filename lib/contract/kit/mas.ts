/** What becomes of an action where the Matrix Authentication Service has the accounts. */
export type UnderMas = {
  /** Whether Synapse would take it without effect, or not at all. Then it is neither offered nor sent. */
  refuses?: (input: Record<string, unknown>) => boolean;
  /** What Synapse wants to be sent there. */
  sends?: Record<string, unknown>;
};

export type MayBeManagedByMas = { readonly underMas?: UnderMas };

/** Of what that service does alone. */
export const byMasAlone: UnderMas = { refuses: () => true };

/** Of what changes several things of an account, and these of them are that service's. */
export const byMasIfGiven = (...names: string[]): UnderMas => ({
  refuses: (input) => names.some((name) => input[name] !== undefined),
});

/** Of what Synapse goes on doing there, and of what is the dashboard's own. */
export const unaffected: UnderMas = {};

/**
 * Whether that service does it, where it has the accounts. The guard on the server and every menu ask
 * this: what an action says in the contract is said nowhere else.
 */
export const isManagedByMas = (
  { underMas }: MayBeManagedByMas,
  input: Record<string, unknown> = {},
): boolean => underMas?.refuses?.(input) ?? false;
