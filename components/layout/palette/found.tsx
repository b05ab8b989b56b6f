"use client";

import { useTranslations } from "next-intl";

import { useErrorText } from "#components/errors/error-text.ts";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import { UserId } from "#lib/contract/kit/scalars.ts";
import { routes } from "#lib/routes.ts";
import { addressIn, usersMatching } from "#lib/matrix/user-id.ts";

import { PaletteGroup, PaletteItem } from "./palette-item.tsx";
import { useDebounced } from "#lib/client/use-debounced.ts";
import { trimPasted } from "#lib/matrix/trim-pasted.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

type FoundProps = { text: string; onGo: (href: string) => void };

const MOST = 7;

/** Users found by name, and the target of a pasted identifier. */
export function Found({ text, onGo }: FoundProps) {
  const t = useTranslations("palette");
  const errorText = useErrorText();
  const asked = useDebounced(trimPasted(text));
  const { data, error } = useMatching(asked.length > 1 && !isRoom(asked) ? asked : "");
  const address = addressIn(asked);
  const owner = useQuery(api.users.find, address ?? null).data?.user;
  const users = asked.length > 1 ? (data?.users ?? []) : [];
  const isWhole = UserId.safeParse(asked).success && !users.some(({ name }) => name === asked);

  if (isRoom(asked)) return <p className="px-2.5 py-2 text-ink-2">{t("noRooms")}</p>;
  if (error) return <p className="px-2.5 py-2 text-bad">{errorText(error.toBody()).title}</p>;
  if (users.length === 0 && !isWhole && !owner) {
    return data && asked.length > 1 && asked === trimPasted(text) ? (
      <p className="px-2.5 py-2 text-ink-2">{t("nobody")}</p>
    ) : null;
  }
  return (
    <PaletteGroup heading={t("users")}>
      {address && owner && (
        <PaletteItem
          value={`${address.value} ${owner.name}`}
          title={t("ownerOf", { name: nameOf(owner), address: address.value })}
          subtitle={owner.name}
          onChoose={() => onGo(routes.user(owner.name))}
        />
      )}
      {isWhole && (
        <PaletteItem
          value={asked}
          title={t("openId")}
          subtitle={asked}
          onChoose={() => onGo(routes.user(asked))}
        />
      )}
      {users.map(({ name, displayname }) => (
        <PaletteItem
          key={name}
          value={name}
          title={nameOf({ name, displayname })}
          subtitle={name}
          onChoose={() => onGo(routes.user(name))}
        />
      ))}
    </PaletteGroup>
  );
}

/** The first few users whose name contains the text. */
function useMatching(text: string) {
  const { contains, ...filter } = usersMatching(text);
  const options = { keepPreviousData: true };
  const input = text === "" ? null : { ...filter, limit: MOST };
  const listed = useQuery(api.users.list, contains === undefined ? input : null, options);
  const sought = input && contains !== undefined ? { ...input, contains } : null;
  const found = useQuery(api.users.search, sought, options);
  return sought ? found : listed;
}

/** `!id:server`, or without a server since room version 12; `#alias:server`. */
const isRoom = (text: string): boolean => /^(![\w-]+|#[^:\s]+:\S)/.test(text);
