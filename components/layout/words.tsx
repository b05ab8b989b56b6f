import { NextIntlClientProvider, type Messages } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

import { WORDS } from "#lib/words.ts";

type WordsProps = { of: keyof typeof WORDS; children: ReactNode };

/** Passes a section's messages to its client components, and no others. */
export async function Words({ of, children }: WordsProps) {
  const all = await getMessages();
  const namespaces: readonly (keyof Messages)[] = WORDS[of];
  const messages = Object.fromEntries(namespaces.map((name) => [name, all[name]]));
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
