import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { headers } from "next/headers";

import { Words } from "#components/layout/words.tsx";
import { Nonce } from "#components/ui/nonce.tsx";
import { NONCE_HEADER } from "#lib/server/http/security-headers.ts";
import { readPreferences } from "#lib/server/http/preferences-cookie.ts";

import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("app");
  return { title: { default: t("name"), template: `%s · ${t("name")}` }, robots: "noindex" };
}

export default async function RootLayout({ children }: LayoutProps<"/">) {
  const [locale, { theme }, asked] = await Promise.all([getLocale(), readPreferences(), headers()]);
  return (
    <html lang={locale} {...(theme !== "system" && { "data-theme": theme })}>
      <body>
        <Nonce value={asked.get(NONCE_HEADER) ?? ""} />
        <Words of="root">{children}</Words>
      </body>
    </html>
  );
}
