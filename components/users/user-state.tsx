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
 * An account's exceptional states, most serious first. An erased one is deactivated too. Under MAS, Synapse
 * does not know who is an admin.
 */
export function useTraits(user: User & Partial<UserDetail>): Trait[] {
  const hasMas = useHasMas();
  const traits: (Trait | false)[] = [
    !hasMas && user.admin === true && "admin",
    user.erased ? "erased" : user.deactivated === true && "deactivated",
    user.locked === true && "locked",
    user.suspended === true && "suspended",
    user.shadow_banned === true && "shadow_banned",
    user.is_guest === true && "guest",
    user.user_type === "bot" && "bot",
    user.user_type === "support" && "support",
    Boolean(user.appservice_id) && "appservice",
  ];
  return traits.filter((trait) => trait !== false);
}

const LISTED_STATES = ["deactivated", "locked", "shadow_banned"] as const;

type UserStateProps = {
  user: User & Partial<UserDetail>;
  /** The list never reports suspensions, so only the detail can lack one. */
  isDetail?: boolean;
};

/** Badges for exceptional states; plain grey "Active" if none is reported. */
export function UserState({ user, isDetail = false }: UserStateProps) {
  const t = useTranslations("users");
  const traits = useTraits(user);
  const isRestricted = user.deactivated || user.locked || user.suspended || user.shadow_banned;
  const states = isDetail ? ([...LISTED_STATES, "suspended"] as const) : LISTED_STATES;
  const unreported = states.filter((state) => user[state] === undefined);
  const isActive = !isRestricted && unreported.length === 0;
  if (isActive && traits.length === 0)
    return <span className="whitespace-nowrap text-ink-3">{t("active")}</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      {isActive && <span className="sr-only">{t("active")}</span>}
      {traits.map((trait) => (
        <Badge key={trait} tone={TONES[trait]} title={t(`badgeHelp.${trait}`)}>
          {t(`badges.${trait}`)}
        </Badge>
      ))}
      {unreported.map((state) => (
        <Badge key={state} tone="plain" title={t("unreportedHelp")}>
          {t("unreported", { state: t(`badges.${state}`) })}
        </Badge>
      ))}
    </span>
  );
}
