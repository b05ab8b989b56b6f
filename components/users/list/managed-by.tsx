"use client";

import { useTranslations } from "next-intl";
import { createContext, use } from "react";

import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import { MANAGERS_BATCH } from "#lib/contract/user-lookups.ts";
import type { User } from "#lib/contract/users.ts";

/** The users on the shown page: their application services load together. */
export const OnPage = createContext<readonly User[]>([]);

/** An account's application service. Loaded only on demand. */
export function ManagedBy({ userId }: { userId: string }) {
  const values = useTranslations("values");
  const names = use(OnPage).map(({ name }) => name);
  const from = Math.floor(Math.max(0, names.indexOf(userId)) / MANAGERS_BATCH) * MANAGERS_BATCH;
  const user_ids = names.slice(from, from + MANAGERS_BATCH);
  const { data, error } = useQuery(api.users.managers, user_ids.length > 0 ? { user_ids } : null, {
    revalidateOnFocus: false,
  });
  const manager = data?.managers[userId];
  if (error || (data && manager === undefined))
    return <span className="text-ink-3">{values("unknown")}</span>;
  if (!data) return null;
  if (!manager) return <span className="text-ink-3">{values("none")}</span>;
  return <span className="font-mono text-small whitespace-nowrap">{manager}</span>;
}
