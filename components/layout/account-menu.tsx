"use client";

import { ChevronsUpDown, KeyRound, LogOut, Monitor } from "lucide-react";
import { useTranslations } from "next-intl";

import { useErrorText } from "#components/errors/error-text.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { Link } from "#components/ui/link.tsx";
import { Menu, MenuChoices, MenuItem, MenuLink, MenuSeparator } from "#components/ui/menu.tsx";
import { toastError } from "#components/ui/toast.ts";
import { usePreferences } from "#lib/client/preferences.tsx";
import { THEMES, type Preferences } from "#lib/contract/preferences.ts";
import { AppError } from "#lib/errors.ts";
import { routes } from "#lib/routes.ts";
import { visibleIdentifier } from "#lib/matrix/visible-text.ts";

import { useSignOut } from "./sign-out.tsx";

type AccountMenuProps = { userId: string; onGo: () => void };

/** The signed-in admin, and their preferences. */
export function AccountMenu({ userId, onGo }: AccountMenuProps) {
  const t = useTranslations("frame");
  const errorText = useErrorText();
  const { preferences, change } = usePreferences();
  const { leave, isLeaving } = useSignOut();
  const sayWhy = (thrown: unknown) => toastError(errorText(AppError.from(thrown).toBody()).title);

  const changeTheme = (next: Preferences["theme"]) => {
    if (next === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = next;
    change({ theme: next }).catch(sayWhy);
  };

  return (
    <div className="mt-auto border-t border-line pt-2">
      <Menu
        label={t("account")}
        trigger={
          <button
            type="button"
            disabled={isLeaving}
            className="flex w-full items-center gap-2.5 rounded-sm px-2 py-1.5 text-start hover:bg-sunken"
          >
            <Avatar name={userId} size="row" />
            <span className="min-w-0 flex-1">
              <span className="sr-only">{t("account")}: </span>
              <span
                className="block truncate font-mono text-[12px]"
                title={visibleIdentifier(userId)}
              >
                {isLeaving ? t("signingOut") : <InlineIdentifier>{userId}</InlineIdentifier>}
              </span>
            </span>
            <ChevronsUpDown className="size-4 text-ink-3" aria-hidden="true" />
          </button>
        }
      >
        <MenuChoices
          label={t("theme")}
          value={preferences.theme}
          choices={THEMES.map((value) => ({ value, label: t(`themes.${value}`) }))}
          onChange={changeTheme}
        />
        <MenuSeparator />
        <MenuLink>
          <Link href={routes.mySessions()} onClick={onGo}>
            <Monitor />
            {t("mySessions")}
          </Link>
        </MenuLink>
        <MenuLink>
          <Link href={routes.accessTokens()} onClick={onGo}>
            <KeyRound />
            {t("accessTokens")}
          </Link>
        </MenuLink>
        <MenuItem onSelect={() => void leave()}>
          <LogOut />
          {t("signOut")}
        </MenuItem>
      </Menu>
    </div>
  );
}
