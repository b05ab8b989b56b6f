"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { ListField } from "#components/ui/list-field.tsx";
import { Select } from "#components/ui/select.tsx";
import { useList, type List } from "#components/ui/use-list.ts";
import type { Provider } from "#lib/contract/sign-in/discovery.ts";
import type { ExternalId } from "#lib/contract/users.ts";

/** Sign-ins at the homeserver's providers. */
export function useExternalIds(providers: readonly Provider[], initial?: readonly ExternalId[]) {
  const t = useTranslations("user");
  const [chosen, setChosen] = useState<string>();
  const provider = chosen ?? providers[0]?.id ?? "";
  const providerName = (id: string) => providers.find((one) => one.id === id)?.name ?? id;
  const list = useList<ExternalId>({
    ...(initial && { initial }),
    read: (typed) => ({ item: { auth_provider: provider, external_id: typed.trim() } }),
    nameOf: ({ auth_provider, external_id }) =>
      t("externalId", { id: external_id, provider: providerName(auth_provider) }),
  });
  return { list, provider, setProvider: setChosen };
}

type ExternalIdsFieldProps = {
  providers: readonly Provider[];
  list: List<ExternalId>;
  provider: string;
  setProvider: (id: string) => void;
};

export function ExternalIdsField(props: ExternalIdsFieldProps) {
  const { providers, list, provider, setProvider } = props;
  const t = useTranslations("createUser");
  return (
    <ListField
      list={list}
      label={t("externalId")}
      hint={
        providers.length > 0 &&
        t("externalIdHint", { provider: providers.find(({ id }) => id === provider)?.name ?? "" })
      }
      // A sign-in of a removed provider can still be removed.
      disabled={providers.length === 0}
      before={
        providers.length > 1 && (
          <div>
            <p aria-hidden="true" className="mb-1.5 font-strong">
              {t("provider")}
            </p>
            <Select
              label={t("provider")}
              value={provider}
              choices={providers.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={setProvider}
            />
          </div>
        )
      }
    />
  );
}
