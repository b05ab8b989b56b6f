"use client";

import { FindAnswer } from "./find-answer.tsx";

/** The owner of an address in the search, above users with a similar name. */
export function FoundByAddress({ by, value }: { by: "email" | "phone"; value: string }) {
  return <FindAnswer asked={{ by, value }} />;
}
