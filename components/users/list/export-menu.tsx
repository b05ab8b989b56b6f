"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { Menu, MenuLink, MenuNote } from "#components/ui/menu.tsx";
import { routes } from "#lib/routes.ts";

import { toUsersAddress, type UsersSearch } from "#lib/search-params/users.ts";

/** Exports all users that match, whichever page is shown. */
export function ExportMenu({ search }: { search: UsersSearch }) {
  const t = useTranslations("users");
  const everybody = { ...search, page: null, error: null };
  return (
    <Menu
      align="end"
      label={t("export")}
      trigger={
        <Button look="quiet">
          <Download />
          <span className="max-md:sr-only">{t("export")}</span>
        </Button>
      }
    >
      <MenuLink>
        <a href={toUsersAddress(routes.exportUsers(), everybody)}>{t("exportUsers")}</a>
      </MenuLink>
      <MenuLink>
        <a href={toUsersAddress(routes.exportDevices(), everybody)}>{t("exportDevices")}</a>
      </MenuLink>
      <MenuNote>{t("exportNote")}</MenuNote>
    </Menu>
  );
}
