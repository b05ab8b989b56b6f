import { clsx } from "clsx";
import type { ComponentProps } from "react";

type ButtonProps = ComponentProps<"button"> & {
  look?: "plain" | "primary" | "danger" | "quiet" | "quietDanger";
};

const LOOKS = {
  plain: "border-line-strong bg-surface shadow-low hover:bg-sunken",
  primary: "border-transparent bg-accent text-accent-ink shadow-low hover:bg-accent-hover",
  danger: "border-transparent bg-bad text-bad-ink shadow-low hover:bg-bad-hover",
  quiet: "border-transparent text-ink-2 hover:bg-sunken hover:text-ink",
  quietDanger: "border-transparent text-bad hover:bg-bad-soft",
};

const SHAPE =
  "inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-sm border px-3 font-strong whitespace-nowrap disabled:cursor-not-allowed disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0";

/** A button's look, for a link. */
export const buttonLook = (look: keyof typeof LOOKS, className?: string): string =>
  clsx(SHAPE, LOOKS[look], className);

export function Button({ look = "plain", className, type = "button", ...button }: ButtonProps) {
  return <button type={type} className={buttonLook(look, className)} {...button} />;
}

/** A button that links to a file instead of a page. */
export const ButtonLink = ({ className, children, ...link }: ComponentProps<"a">) => (
  <a className={buttonLook("quiet", className)} {...link}>
    {children}
  </a>
);

type IconButtonProps = Omit<ComponentProps<"button">, "aria-label"> & {
  label: string;
  /** Next to text, instead of in a row of buttons. */
  isSmall?: boolean;
};

/** An icon button; its label is read out and shown on hover. */
export function IconButton({ label, isSmall, className, ...button }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={clsx(
        "inline-grid shrink-0 place-items-center rounded-sm hover:bg-sunken hover:text-ink disabled:cursor-not-allowed disabled:opacity-50",
        isSmall ? "size-6 text-ink-3 [&_svg]:size-3.5" : "size-8 text-ink-2 [&_svg]:size-4",
        className,
      )}
      {...button}
    />
  );
}
