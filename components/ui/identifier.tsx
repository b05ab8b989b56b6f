import { clsx } from "clsx";

import { visibleIdentifier } from "#lib/matrix/visible-text.ts";

import { CopyButton } from "./copy-button.tsx";

/** An identifier within text: whole, and isolated from its direction. */
export function InlineIdentifier({ children }: { children: string }) {
  return (
    <bdi dir="ltr" className="font-mono text-small break-all">
      {visibleIdentifier(children)}
    </bdi>
  );
}

type IdentifierProps = { children: string; className?: string };

/** A technical name: monospace, truncated with an ellipsis, whole on hover. */
export function Identifier({ children, className }: IdentifierProps) {
  return (
    <bdi
      dir="ltr"
      title={visibleIdentifier(children)}
      className={clsx(
        "block min-w-0 truncate font-mono text-[12px] leading-4 text-ink-3",
        className,
      )}
    >
      {visibleIdentifier(children)}
    </bdi>
  );
}

type CopyableProps = { children: string; copyLabel: string };

/** A technical name to copy. */
export function CopyableIdentifier({ children, copyLabel }: CopyableProps) {
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <bdi dir="ltr" className="min-w-0 font-mono text-small break-all text-ink-2">
        {visibleIdentifier(children)}
      </bdi>
      <CopyButton text={children} label={copyLabel} isSmall />
    </span>
  );
}
