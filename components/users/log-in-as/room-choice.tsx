"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { LoadError } from "#components/errors/load-error.tsx";
import { Field } from "#components/ui/field.tsx";
import { Identifier } from "#components/ui/identifier.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useQuery } from "#lib/client/use-query.ts";
import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import { api } from "#lib/contract/index.ts";

export type Room = OutputOf<typeof api.access.rooms>["rooms"][number];

type RoomChoiceProps = {
  userId: string;
  value: Room | undefined;
  onChange: (room: Room) => void;
};

/** One of a user's rooms, by name or ID. */
export function RoomChoice({ userId, value, onChange }: RoomChoiceProps) {
  const t = useTranslations("logInAs.rooms");
  const { data, error, refresh } = useQuery(api.access.rooms, { user_id: userId });
  const [text, setText] = useState("");
  if (!data) {
    return error ? (
      <LoadError error={error} onRetry={refresh} />
    ) : (
      <SkeletonRows rows={3} label={t("loading")} />
    );
  }
  if (data.rooms.length === 0) return <p className="text-ink-2">{t("none")}</p>;
  const wanted = text.trim().toLowerCase();
  const found = data.rooms.filter(({ name, room_id }) =>
    `${name ?? ""}\n${room_id}`.toLowerCase().includes(wanted),
  );
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-strong">{t("room")}</legend>
      {data.rooms.length > MANY && (
        <Field
          label={t("search")}
          value={text}
          onChange={(event) => setText(event.target.value)}
          // Enter searches for a room here, and must not submit.
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          autoComplete="off"
        />
      )}
      <div className="max-h-56 divide-y divide-line overflow-y-auto rounded-md border border-line">
        {found.map((room) => (
          <label
            key={room.room_id}
            className="flex items-center gap-3 px-3 py-1.5 has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-[-2px] has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="room"
              checked={room.room_id === value?.room_id}
              onChange={() => onChange(room)}
              className="size-4 shrink-0 appearance-none rounded-full border-[1.5px] border-line-control bg-surface outline-none checked:border-[5px] checked:border-accent"
            />
            <span className="min-w-0">
              <span className="block truncate">{room.name ?? t("noName")}</span>
              <Identifier>{room.room_id}</Identifier>
            </span>
          </label>
        ))}
        {found.length === 0 && <p className="px-3 py-2 text-ink-2">{t("notFound")}</p>}
      </div>
    </fieldset>
  );
}

/** A longer list is searched instead. */
const MANY = 6;
