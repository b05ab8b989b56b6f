import { clsx } from "clsx";
import type { ReactNode } from "react";

type ChoiceProps<Value extends string> = {
  legend: string;
  name: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly {
    value: Value;
    title: ReactNode;
    text: ReactNode;
    /** Why it is unavailable. Replaces its text. */
    unavailable?: ReactNode;
  }[];
  disabled?: boolean;
};

/** A choice of a few, each with a sentence on when to use it. */
export function RadioCards<Value extends string>(props: ChoiceProps<Value>) {
  const { legend, name, value, onChange, options, disabled } = props;
  return (
    <fieldset className="grid gap-2" disabled={disabled}>
      <legend className="mb-1.5 font-strong">{legend}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={clsx(
            "flex gap-3 rounded-md border p-3 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
            option.unavailable && "text-ink-3",
            option.value === value ? "border-accent bg-accent-soft" : "border-line-strong",
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={Boolean(option.unavailable)}
            onChange={() => onChange(option.value)}
            className="mt-0.5 size-4 shrink-0 appearance-none rounded-full border-[1.5px] border-line-control bg-surface outline-none checked:border-[5px] checked:border-accent"
          />
          <span>
            <span className="block font-strong">{option.title}</span>
            <span className="block text-ink-2">{option.unavailable ?? option.text}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
