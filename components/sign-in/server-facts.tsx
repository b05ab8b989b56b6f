import { useFormatter, useTranslations } from "next-intl";

import type { Discovery, SignInWay } from "#lib/contract/sign-in/discovery.ts";

/** The homeserver's details: users see where their password goes before they type it. */
export function ServerFacts({ url, found }: { url: string; found: Discovery }) {
  const t = useTranslations("signIn");
  const frame = useTranslations("frame");
  const wayName = useWayName();
  const format = useFormatter();
  return (
    <section
      aria-label={t("server")}
      className="grid gap-2 rounded-md border border-line bg-surface px-4 py-3.5 shadow-low"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 className="font-heading">{found.serverName ?? new URL(url).host}</h2>
        <span className="text-small text-ink-3">
          {found.version ? frame("version", { version: found.version }) : t("softwareUnknown")}
        </span>
      </div>
      <p className="font-mono text-small break-all text-ink-2">{url}</p>
      <p className="text-small text-ink-2">
        <span className="text-ink-3">{t("ways")}</span>{" "}
        {format.list(found.ways.map(wayName)) || t("noWays")}
      </p>
    </section>
  );
}

/** "Single sign-on (Company SSO)". */
export function useWayName(): (way: SignInWay) => string {
  const t = useTranslations("signIn");
  const format = useFormatter();
  return ({ type, providers }) => {
    const way = t(`wayNames.${type}`);
    const names = format.list(providers.map(({ name }) => name));
    return names ? t("wayWith", { way, providers: names }) : way;
  };
}
