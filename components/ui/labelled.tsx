import { useId, type ReactNode } from "react";

export type LabelProps = { label: string; hint?: ReactNode; error?: ReactNode };

type LabelledProps = LabelProps & {
  /** Renders the control, with the attributes that tie it to its label, hint and error. */
  children: (attributes: {
    id: string;
    "aria-invalid": true | undefined;
    "aria-describedby": string | undefined;
  }) => ReactNode;
};

/** A label above, and hint and error below. */
export function Labelled({ label, hint, error, children }: LabelledProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [error && errorId, hint && hintId].filter(Boolean).join(" ");
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-strong">
        {label}
      </label>
      {children({
        id,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": describedBy || undefined,
      })}
      {error && (
        <p id={errorId} role="alert" className="mt-1.5 text-small text-bad">
          {error}
        </p>
      )}
      {hint && (
        <p id={hintId} className="mt-1.5 text-small text-ink-3">
          {hint}
        </p>
      )}
    </div>
  );
}
