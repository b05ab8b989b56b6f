import type { ComponentProps } from "react";

type SelectProps = Omit<ComponentProps<"select">, "onChange" | "children" | "className"> & {
  label: string;
  choices: readonly { value: string; label: string; isDisabled?: boolean }[];
  onChange: (value: string) => void;
};

/** A native choice of many. Its label is for screen readers. */
export function Select({ label, choices, onChange, ...select }: SelectProps) {
  return (
    <select
      aria-label={label}
      onChange={(event) => onChange(event.target.value)}
      className="h-8 w-full min-w-0 rounded-sm border border-line-control bg-surface px-2"
      {...select}
    >
      {choices.map(({ value, label: text, isDisabled }) => (
        <option key={value} value={value} disabled={isDisabled}>
          {text}
        </option>
      ))}
    </select>
  );
}
