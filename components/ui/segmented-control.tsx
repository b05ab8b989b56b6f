"use client";

import { clsx } from "clsx";
import { useId } from "react";

type SegmentsProps<Value extends string> = {
  legend: string;
  value: Value;
  choices: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
};

/** A choice of two or three views of the same thing. */
export function SegmentedControl<Value extends string>(props: SegmentsProps<Value>) {
  const { legend, value, choices, onChange } = props;
  const name = useId();
  return (
    <fieldset className="inline-flex rounded-sm border border-line bg-sunken p-0.5">
      <legend className="sr-only">{legend}</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className={clsx(
            "flex h-7 items-center rounded-[5px] px-2.5 has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent",
            choice.value === value
              ? "bg-surface font-strong shadow-low"
              : "text-ink-2 hover:text-ink",
          )}
        >
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
            className="sr-only"
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}
