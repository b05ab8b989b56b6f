"use client";

import { useTranslations } from "next-intl";

import { Checkbox } from "#components/ui/checkbox.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";

type TakeAwayProps = {
  /** The address's owner. */
  owner: string;
  address: string;
  isAgreed: boolean;
  onAgree: (isAgreed: boolean) => void;
};

/** Names the owner of an address, and asks for confirmation. */
export function TakeAway({ owner, address, isAgreed, onAgree }: TakeAwayProps) {
  const t = useTranslations("editUser.take");
  const { data } = useQuery(api.users.get, { user_id: owner });
  const name = data?.displayname ? `${data.displayname} (${owner})` : owner;
  return (
    <Notice kind="warn" isAlert title={t("title", { address, name })}>
      <p>{t("body")}</p>
      <label className="mt-2 flex gap-2.5">
        <Checkbox
          className="mt-0.5"
          checked={isAgreed}
          onChange={(event) => onAgree(event.target.checked)}
        />
        <span className="font-strong">{t("agree", { name })}</span>
      </label>
    </Notice>
  );
}
