"use client";

import { clsx } from "clsx";
import { ChevronDown, X } from "lucide-react";
import { useTranslations } from "next-intl";

import { Menu, MenuChoices, MenuItem, MenuSeparator } from "./menu.tsx";

type FilterChipProps<Value extends string> = {
  /** The name of the filter, shown while it is off. */
  title: string;
  value: Value;
  /** The value of no filter. */
  none: Value;
  choices: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
  /** The value in words, if it is none of the choices. */
  otherwise?: string;
  /** Below the choices: another value. */
  other?: { label: string; onSelect: () => void };
  /** The choices are opened. */
  onOpen?: () => void;
};

/** A filter: dashed when off, filled and in words when on. */
export function FilterChip<Value extends string>(props: FilterChipProps<Value>) {
  const { title, value, none, choices, onChange, otherwise, other, onOpen } = props;
  const t = useTranslations("ui");
  const isSet = value !== none;
  const chosen = choices.find((choice) => choice.value === value)?.label ?? otherwise;
  return (
    <span
      className={clsx(
        "inline-flex h-8 max-w-full items-center rounded-sm border",
        isSet
          ? "border-transparent bg-accent-soft font-strong text-accent-text"
          : "border-dashed border-line-control text-ink-2",
      )}
    >
      <Menu
        label={title}
        onOpen={onOpen}
        trigger={
          <button
            type="button"
            className={clsx(
              "flex h-full min-w-0 items-center gap-1.5 rounded-sm ps-2.5",
              isSet ? "pe-1.5" : "pe-2.5",
            )}
          >
            <span className="truncate">{isSet ? `${title}: ${chosen}` : title}</span>
            {!isSet && <ChevronDown className="size-3.5" aria-hidden="true" />}
          </button>
        }
      >
        <MenuChoices value={value} choices={choices} onChange={onChange} />
        {other && (
          <>
            {choices.length > 0 && <MenuSeparator />}
            <MenuItem onSelect={other.onSelect}>
              {/* Aligns with the choices' marks. */}
              <span className="size-4" />
              {other.label}
            </MenuItem>
          </>
        )}
      </Menu>
      {isSet && (
        <button
          type="button"
          aria-label={t("clearFilter", { title })}
          onClick={() => onChange(none)}
          className="grid h-full w-7 shrink-0 place-items-center rounded-sm hover:bg-surface/60"
        >
          <X className="size-3.5" />
        </button>
      )}
    </span>
  );
}
