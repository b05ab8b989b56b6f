import { useEffect, useState } from "react";

import type { Strength } from "./estimate-strength.ts";

/**
 * How hard a password is to guess, from 0 to 4; undefined until known. The lists of common passwords load
 * with the first typed one.
 * @param about What a guesser would try first: the user's own names.
 */
export function useStrength(password: string, about: string[]): Strength | undefined {
  const [judged, setJudged] = useState<{ password: string; strength: Strength }>();
  const names = about.join(" ");
  useEffect(() => {
    let isWanted = password !== "";
    if (isWanted) {
      void import("./estimate-strength.ts").then(({ estimateStrength }) => {
        if (isWanted)
          setJudged({ password, strength: estimateStrength(password, names.split(" ")) });
      });
    }
    return () => {
      isWanted = false;
    };
  }, [password, names]);
  return judged?.password === password ? judged.strength : undefined;
}
