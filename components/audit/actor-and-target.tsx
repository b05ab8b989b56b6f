import { useTranslations } from "next-intl";

import { Identifier, InlineIdentifier } from "#components/ui/identifier.tsx";
import { Link } from "#components/ui/link.tsx";
import { UserId } from "#lib/contract/kit/scalars.ts";
import { routes } from "#lib/routes.ts";

const isUser = (id: string) => UserId.safeParse(id).success;

/** An action's target in a row; a user links to their page. */
export function Target({ target }: { target: string }) {
  if (!isUser(target)) return <Identifier>{target}</Identifier>;
  return (
    <Link href={routes.user(target)} className="block w-fit max-w-full hover:underline">
      <Identifier>{target}</Identifier>
    </Link>
  );
}

/** The acting admin in a row; the dashboard itself without one. */
export function Actor({ who }: { who: string | null }) {
  const t = useTranslations("audit");
  return who ? (
    <Identifier>{who}</Identifier>
  ) : (
    <span className="text-small text-ink-3">{t("dashboard")}</span>
  );
}

/** Either of them, in full. */
export function ActorOrTarget({ id }: { id: string }) {
  if (!isUser(id)) return <InlineIdentifier>{id}</InlineIdentifier>;
  return (
    <Link href={routes.user(id)} className="text-accent-text hover:underline">
      <InlineIdentifier>{id}</InlineIdentifier>
    </Link>
  );
}
