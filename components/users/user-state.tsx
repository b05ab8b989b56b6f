"use client";

import { useTranslations } from "next-intl";

import { Badge, type Tone } from "#components/ui/badge.tsx";
import { useHasMas } from "#lib/client/mas.tsx";
import type { User, UserDetail } from "#lib/contract/users.ts";

type State = "deactivated" | "erased" | "locked" | "suspended" | "shadow_banned";
type Trait = State | "admin" | "guest" | "bot" | "support" | "appservice";

const TONES: Record<Trait, Tone> = {
  admin: "note",
  deactivated: "bad",
  erased: "bad",
  locked: "bad",
  suspended: "warn",
  shadow_banned: "warn",
  guest: "plain",
  bot: "plain",
  support: "plain",
  appservice: "plain",
};

/**
 * What is out of the ordinary about an account, most serious first. An erased one is deactivated too. Who
 * is an admin, Synapse does not know where another service has the accounts.
 */
export function useTraits(user: User & Partial<UserDetail>): Trait[] {
  const hasMas = useHasMas();
  const traits: (Trait | false)[] = [
    !hasMas && user.admin && "admin",
    user.erased ? "erased" : user.deactivated && "deactivated",
    user.locked && "locked",
    user.suspended === true && "suspended",
    user.shadow_banned && "shadow_banned",
    user.is_guest && "guest",
    user.user_type === "bot" && "bot",
    user.user_type === "support" && "support",
    Boolean(user.appservice_id) && "appservice",
  ];
  return traits.filter((trait) => trait !== false);
}

/** Badges for what is out of the ordinary; plain grey "Active" where nothing is. */
export function UserState({ user }: { user: User & Partial<UserDetail> }) {
  const t = useTranslations("users");
  const traits = useTraits(user);
  const isRestricted = user.deactivated || user.locked || user.suspended || user.shadow_banned;
  if (traits.length === 0)
    return <span className="whitespace-nowrap text-ink-3">{t("active")}</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      {!isRestricted && <span className="sr-only">{t("active")}</span>}
      {traits.map((trait) => (
        <Badge key={trait} tone={TONES[trait]} title={t(`badgeHelp.${trait}`)}>
          {t(`badges.${trait}`)}
        </Badge>
      ))}
    </span>
  );
}
