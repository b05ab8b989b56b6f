import { useTranslations } from "next-intl";

import { useErrorText } from "#components/errors/error-text.ts";
import { useSignOut } from "#components/layout/sign-out.tsx";
import { toastError } from "#components/ui/toast.ts";
import { useIsManagedByMas } from "#lib/client/mas.tsx";
import { usePreferences } from "#lib/client/preferences.tsx";
import type { PaletteAction } from "#lib/client/command-palette.ts";
import { api } from "#lib/contract/index.ts";
import { THEMES } from "#lib/contract/preferences.ts";
import { AppError } from "#lib/errors.ts";
import { routes } from "#lib/routes.ts";

/** Actions available on every page. */
export function useGeneralActions(): PaletteAction[] {
  const t = useTranslations("frame");
  const palette = useTranslations("palette");
  const errorText = useErrorText();
  const { change } = usePreferences();
  const { leave } = useSignOut();
  const isManagedByMas = useIsManagedByMas();
  const sayWhy = (thrown: unknown) => toastError(errorText(AppError.from(thrown).toBody()).title);
  return [
    { id: "users", label: t("users"), href: routes.users() },
    ...(isManagedByMas(api.users.create)
      ? []
      : [{ id: "new-user", label: t("createUser"), href: routes.newUser() }]),
    ...(isManagedByMas(api.imports.start)
      ? []
      : [{ id: "import", label: t("importUsers"), href: routes.importUsers() }]),
    { id: "audit", label: t("audit"), href: routes.audit() },
    { id: "jobs", label: t("jobs"), href: routes.jobs() },
    { id: "my-sessions", label: t("mySessions"), href: routes.mySessions() },
    { id: "access-tokens", label: t("accessTokens"), href: routes.accessTokens() },
    ...THEMES.map((theme) => ({
      id: `theme-${theme}`,
      label: palette("theme", { theme: t(`themes.${theme}`) }),
      run: () => void change({ theme }).catch(sayWhy),
    })),
    { id: "sign-out", label: t("signOut"), run: () => void leave() },
  ];
}
