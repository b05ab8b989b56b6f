/** What becomes of an action where the Matrix Authentication Service has the accounts. */
export type UnderMas = {
  /** Whether Synapse would take it without effect, or not at all. Then it is never sent. */
  refuses?: (input: Record<string, unknown>) => boolean;
  /** What Synapse wants to be sent there. */
  sends?: Record<string, unknown>;
};

/** Of what that service does alone. */
export const byMasAlone: UnderMas = { refuses: () => true };

/** Of what changes several things of an account, and these of them are that service's. */
export const byMasIfGiven = (...names: string[]): UnderMas => ({
  refuses: (input) => names.some((name) => input[name] !== undefined),
});
