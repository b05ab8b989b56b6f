"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { Menu, MenuLink, MenuNote } from "#components/ui/menu.tsx";
import { routes } from "#lib/routes.ts";

import { toAuditAddress, type AuditSearch } from "#lib/search-params/audit.ts";

/** Exports all matching records, whichever page is shown. */
export function ExportMenu({ search }: { search: AuditSearch }) {
  const t = useTranslations("audit");
  const everything = { ...search, before: null, after: null, record: null, error: null };
  const href = (format: "csv" | "json") => toAuditAddress(routes.exportAudit(format), everything);
  return (
    <Menu
      align="end"
      label={t("export")}
      trigger={
        <Button look="quiet">
          <Download />
          {t("export")}
        </Button>
      }
    >
      <MenuLink>
        <a href={href("csv")}>{t("exportCsv")}</a>
      </MenuLink>
      <MenuLink>
        <a href={href("json")}>{t("exportJson")}</a>
      </MenuLink>
      <MenuNote>{t("exportNote")}</MenuNote>
    </Menu>
  );
}
