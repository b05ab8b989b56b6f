"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";

import { useErrorText } from "#components/errors/error-text.ts";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import type { api } from "#lib/contract/index.ts";
import type { ErrorBody } from "#lib/errors.ts";

type JoinedRoomsProps = { rooms: OutputOf<typeof api.users.create>["rooms"] };

/** The rooms of a new account, and why others failed. */
export function JoinedRooms({ rooms }: JoinedRoomsProps) {
  const t = useTranslations("handOver");
  const whyNot = useWhyNot();
  return (
    <Panel title={t("rooms")}>
      <ul className="divide-y divide-line">
        {rooms.map(({ room, error }) => (
          <li key={room} className="flex gap-2.5 px-4 py-2.5">
            {error ? (
              <CircleAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden="true" />
            ) : (
              <CircleCheck className="mt-0.5 size-4 shrink-0 text-ok" aria-hidden="true" />
            )}
            <span className="min-w-0">
              <InlineIdentifier>{room}</InlineIdentifier>
              <span className="block text-ink-2">{error ? whyNot(error) : t("joined")}</span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function useWhyNot(): (error: ErrorBody) => string {
  const t = useTranslations("handOver.notJoined");
  const errorText = useErrorText();
  return (error) => {
    if (error.code === "forbidden") return t("forbidden");
    if (error.code === "not_found") return t("not_found");
    const says = error.details.homeserverSays;
    return t("other", { why: says ? `“${says}”` : errorText(error).title });
  };
}
