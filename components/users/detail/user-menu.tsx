"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";

import { Button, IconButton } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import type { UserDetail } from "#lib/contract/users.ts";

import { useUserActions } from "./use-user-actions.tsx";

type UserMenuProps = { user: UserDetail; ownDeviceId: string | undefined };

/** The first action on a user as a button, and the others in a menu. */
export function UserMenu({ user, ownDeviceId }: UserMenuProps) {
  const t = useTranslations("userActions");
  const { groups, start, dialog } = useUserActions(user, ownDeviceId);
  const [first, ...rest] = groups.flat();
  const inMenu = groups
    .map((group) => group.filter((action) => action !== first && !action.isOnProfile))
    .filter((group) => group.length > 0);
  return (
    <div className="flex gap-2 max-md:w-full">
      {first && (
        <Button onClick={() => start(first)} className="max-md:flex-1">
          <first.icon />
          {t(first.id)}
        </Button>
      )}
      {rest.length > 0 && (
        <Menu
          align="end"
          label={t("label")}
          trigger={
            <IconButton label={t("label")} className="border border-line-strong">
              <Ellipsis />
            </IconButton>
          }
        >
          {inMenu.map((group, at) => [
            at > 0 && <MenuSeparator key={at} />,
            ...group.map((action) => (
              <MenuItem
                key={action.id}
                isDanger={action.isDanger ?? false}
                onSelect={() => start(action)}
              >
                <action.icon />
                {t(action.id)}
              </MenuItem>
            )),
          ])}
        </Menu>
      )}
      {dialog}
    </div>
  );
}
