import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";

import type { Strength } from "./use-strength.ts";

const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** The estimate's time grows with the length; what comes after this many letters is not weaker. */
const JUDGED_LENGTH = 100;

export const estimateStrength = (password: string, about: string[]): Strength =>
  zxcvbn.check(password.slice(0, JUDGED_LENGTH), about).score;
