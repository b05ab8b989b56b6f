"use client";

import { setNonce } from "get-nonce";

/** Lets Radix's scroll lock write its style under the content security policy. */
export function Nonce({ value }: { value: string }) {
  setNonce(value);
  return null;
}
