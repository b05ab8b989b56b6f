import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

import { Labelled, type LabelProps } from "./labelled.tsx";

type FieldProps = Omit<ComponentProps<"input">, "id" | "children"> &
  LabelProps & {
    /** Buttons inside the box, after the text. */
    buttons?: ReactNode;
  };

/** A labelled input with its hint and error. */
export function Field({ label, hint, error, buttons, className, ...input }: FieldProps) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(attributes) => (
        <div
          className={clsx(
            "flex h-9.5 items-center rounded-sm border bg-surface pe-1 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-1 has-[input:focus-visible]:outline-accent",
            error ? "border-bad" : "border-line-control",
          )}
        >
          <input
            {...attributes}
            className={clsx(
              "h-full min-w-0 flex-1 rounded-sm bg-transparent px-3 outline-none",
              className,
            )}
            {...input}
          />
          {buttons}
        </div>
      )}
    </Labelled>
  );
}
