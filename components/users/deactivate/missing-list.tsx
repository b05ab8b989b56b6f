"use client";

import { useTranslations } from "next-intl";

import { useErrorText } from "#components/errors/error-text.ts";
import { Identifier } from "#components/ui/identifier.tsx";
import type { Restored } from "#lib/contract/deactivation.ts";
import { ERROR_CODES } from "#lib/errors.ts";
import { visibleIdentifier } from "#lib/matrix/visible-text.ts";

type Missing = Restored["missing"][number] & Pick<Restored, "part">;

/** What was not restored, and why. */
export function MissingList({ items }: { items: readonly Missing[] }) {
  const t = useTranslations("reactivate");
  const why = useWhy();
  return (
    <section>
      <h3 className="mb-1.5 font-strong">{t("missing")}</h3>
      <ul
        aria-label={t("missing")}
        // Reachable by keyboard, since it scrolls.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="max-h-56 divide-y divide-line overflow-y-auto rounded-md border border-line"
      >
        {items.map((one) => (
          <li key={`${one.part} ${one.id}`} className="px-3 py-2">
            {one.part === "profile" ? (
              t(`profileParts.${one.id as "displayname"}`)
            ) : (
              <Identifier>{nameOf(one)}</Identifier>
            )}
            <span className="block text-ink-2">{why(one)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** An address has its kind as a prefix, which is obvious anyway. */
const nameOf = ({ part, id }: Missing): string =>
  part === "addresses" ? id.slice(id.indexOf(":") + 1) : id;

function useWhy(): (one: Missing) => string {
  const t = useTranslations("reactivate.why");
  const errorText = useErrorText();
  return ({ part, why, owner = "", homeserver_says }) => {
    if (why === "taken") return t("taken", { owner: visibleIdentifier(owner) });
    if (part === "rooms" && why === "forbidden") return t("closedRoom");
    if (part === "rooms" && why === "not_found") return t("noRoom");
    const code = ERROR_CODES.find((known) => known === why);
    if (!code) return t("unknown");
    const { title } = errorText({ code, details: {} });
    return homeserver_says ? t("says", { title, text: homeserver_says }) : title;
  };
}
