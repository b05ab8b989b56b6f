"use client";

import { FindAnswer } from "./find-answer.tsx";

/** Whose address it is that was typed into the search, above those whose names are like it. */
export function FoundByAddress({ by, value }: { by: "email" | "phone"; value: string }) {
  return <FindAnswer asked={{ by, value }} />;
}
