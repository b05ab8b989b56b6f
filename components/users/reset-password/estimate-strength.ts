import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";

export type Strength = 0 | 1 | 2 | 3 | 4;

const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** The estimate's time grows with the length; a longer password is not weaker. */
const JUDGED_LENGTH = 100;

export const estimateStrength = (password: string, about: string[]): Strength =>
  zxcvbn.check(password.slice(0, JUDGED_LENGTH), about).score;
