"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";

import { Button, IconButton } from "./button.tsx";
import { Field } from "./field.tsx";
import type { List } from "./use-list.ts";

type ListFieldProps<Item> = Pick<
  ComponentProps<typeof Field>,
  "label" | "hint" | "placeholder" | "inputMode" | "className" | "disabled"
> & {
  list: List<Item>;
  /** Before the field: an item's other input. */
  before?: ReactNode;
};

/** A field to add items, above the added ones. Enter adds, and does not submit the form. */
export function ListField<Item>({ list, before, ...field }: ListFieldProps<Item>) {
  const t = useTranslations("ui");
  const { items, nameOf, typed, wrong } = list;
  return (
    <div className="grid gap-2">
      {before}
      <Field
        {...field}
        value={typed}
        error={wrong}
        maxLength={500}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={(event) => list.type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || typed.trim() === "") return;
          event.preventDefault();
          list.settle();
        }}
        buttons={
          <Button
            look="quiet"
            className="h-7"
            onClick={() => list.settle()}
            disabled={typed.trim() === ""}
          >
            <Plus />
            {t("add")}
          </Button>
        }
      />
      {items.length > 0 && (
        <ul
          aria-label={field.label}
          className="divide-y divide-line rounded-sm border border-line bg-sunken"
        >
          {items.map((item) => (
            <li key={nameOf(item)} className="flex items-center gap-2 py-1 pe-1 ps-3">
              <span className="min-w-0 flex-1 break-words">{nameOf(item)}</span>
              <IconButton
                isSmall
                label={t("remove", { name: nameOf(item) })}
                onClick={() => list.remove(item)}
              >
                <X />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
