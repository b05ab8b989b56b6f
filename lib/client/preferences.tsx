"use client";

import { createContext, use, useState, type ReactNode } from "react";

import { api } from "#lib/contract/index.ts";
import type { Preferences } from "#lib/contract/preferences.ts";

import { send } from "./send.ts";

type Chosen = {
  preferences: Preferences;
  /** Shows the change at once, and stores it. Rejects if that fails. */
  change: (changed: Partial<Preferences>) => Promise<void>;
};

const Context = createContext<Chosen | null>(null);

/** The viewer's preferences, as the server read them for this page. */
export function PreferencesProvider({
  saved,
  children,
}: {
  saved: Preferences;
  children: ReactNode;
}) {
  const [preferences, setPreferences] = useState(saved);
  const change = async (changed: Partial<Preferences>) => {
    setPreferences((before) => ({ ...before, ...changed }));
    if (changed.theme) showTheme(changed.theme);
    await send(api.preferences.set, changed);
  };
  return <Context value={{ preferences, change }}>{children}</Context>;
}

export function usePreferences(): Chosen {
  const chosen = use(Context);
  if (!chosen) throw new Error("usePreferences needs a PreferencesProvider around it.");
  return chosen;
}

/** The server's next page has the same theme. */
function showTheme(theme: Preferences["theme"]): void {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset["theme"];
  else dataset["theme"] = theme;
}
