"use client";

import { Copy, Ellipsis, KeyRound, MonitorSmartphone, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { IconButton } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "#components/ui/menu.tsx";
import { useIsManagedByMas } from "#lib/client/mas.tsx";
import { api } from "#lib/contract/index.ts";
import type { User } from "#lib/contract/users.ts";
import { routes } from "#lib/routes.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

import { ResetPasswordDialog } from "./reset-password-dialog.tsx";

/** The actions on a row of the list. */
export function RowActions({ user }: { user: User }) {
  const t = useTranslations("users");
  const [isResetting, setResetting] = useState(false);
  const isManagedByMas = useIsManagedByMas();
  const name = nameOf(user);
  return (
    <>
      <Menu
        align="end"
        label={t("actions")}
        trigger={
          <IconButton label={t("more", { name })} className="text-ink-3 group-hover:text-ink">
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuLink>
          <Link href={routes.user(user.name)}>
            <UserRound />
            {t("open")}
          </Link>
        </MenuLink>
        <MenuLink>
          <Link href={routes.user(user.name, "devices")}>
            <MonitorSmartphone />
            {t("devices")}
          </Link>
        </MenuLink>
        <MenuSeparator />
        {!isManagedByMas(api.users.resetPassword) && (
          <>
            <MenuItem onSelect={() => setResetting(true)}>
              <KeyRound />
              {t("resetPassword")}
            </MenuItem>
            <MenuSeparator />
          </>
        )}
        <MenuItem onSelect={() => void navigator.clipboard.writeText(user.name)}>
          <Copy />
          {t("copyId")}
        </MenuItem>
      </Menu>
      {isResetting && <ResetPasswordDialog user={user} onClose={() => setResetting(false)} />}
    </>
  );
}
