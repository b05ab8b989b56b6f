import { clsx } from "clsx";
import type { ComponentProps } from "react";

import { Labelled, type LabelProps } from "./labelled.tsx";

type TextAreaProps = Omit<ComponentProps<"textarea">, "id" | "children"> & LabelProps;

/** A labelled field of several lines, like `Field` for a single line. */
export function TextArea({ label, hint, error, className, ...area }: TextAreaProps) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(attributes) => (
        <textarea
          {...attributes}
          className={clsx(
            "block w-full rounded-sm border bg-surface px-3 py-2 outline-none focus-visible:outline-2 focus-visible:outline-offset-1 focus-visible:outline-accent",
            error ? "border-bad" : "border-line-control",
            className,
          )}
          {...area}
        />
      )}
    </Labelled>
  );
}
