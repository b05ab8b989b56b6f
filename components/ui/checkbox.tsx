"use client";

import { clsx } from "clsx";
import { useEffect, useRef, type ComponentProps } from "react";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "ref"> & {
  /** Partly checked. */
  indeterminate?: boolean;
};

export function Checkbox({ indeterminate = false, className, ...input }: CheckboxProps) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // HTML has no such attribute.
    if (ref.current) ref.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <input
      ref={ref}
      type="checkbox"
      className={clsx(
        "size-4 shrink-0 cursor-pointer appearance-none rounded-[4px] border-[1.5px] border-line-control bg-surface bg-center bg-no-repeat checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:cursor-not-allowed disabled:opacity-50",
        "relative after:absolute after:inset-0 after:hidden after:place-items-center after:text-[11px] after:leading-none after:font-heading after:text-accent-ink checked:after:grid checked:after:content-['✓'] indeterminate:after:grid indeterminate:after:content-['–']",
        className,
      )}
      {...input}
    />
  );
}
