import type { ReactNode } from "react";

import { Checkbox } from "./checkbox.tsx";

type TickProps = {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  hint: string;
  children: ReactNode;
};

/** An option, with a sentence on what it means. */
export const CheckboxField = ({ isOn, onChange, hint, children }: TickProps) => (
  <label className="flex gap-2.5">
    <Checkbox
      className="mt-0.5"
      checked={isOn}
      onChange={(event) => onChange(event.target.checked)}
    />
    <span>
      {children}
      <span className="block text-small text-ink-2">{hint}</span>
    </span>
  </label>
);
