import { clsx } from "clsx";

import { CopyButton } from "./copy-button.tsx";

type IdentifierProps = { children: string; className?: string };

/** A technical name: monospace, cut with an ellipsis where there is no room, whole on hover. */
export function Identifier({ children, className }: IdentifierProps) {
  return (
    <span
      title={children}
      className={clsx(
        "block min-w-0 truncate font-mono text-[12px] leading-4 text-ink-3",
        className,
      )}
    >
      {children}
    </span>
  );
}

type CopyableProps = { children: string; copyLabel: string };

/** A technical name that people take elsewhere. */
export function CopyableIdentifier({ children, copyLabel }: CopyableProps) {
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <span className="min-w-0 font-mono text-small break-all text-ink-2">{children}</span>
      <CopyButton text={children} label={copyLabel} isSmall />
    </span>
  );
}
