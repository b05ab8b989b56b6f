/** How an action differs under MAS. */
export type UnderMas = {
  /** Whether Synapse would ignore or reject it. Then it is never sent. */
  refuses?: (input: Record<string, unknown>) => boolean;
  /** Additional input for Synapse. */
  sends?: Record<string, unknown>;
};

/** For actions of that service alone. */
export const byMasAlone: UnderMas = { refuses: () => true };

/** For actions that change several fields, where these belong to that service. */
export const byMasIfGiven = (...names: string[]): UnderMas => ({
  refuses: (input) => names.some((name) => input[name] !== undefined),
});
