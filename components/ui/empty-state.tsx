import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type EmptyProps = {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** Replaces the whole page, so that its title is the page's. */
  isPage?: boolean;
};

/** Replaces a table or page: why it is empty, and what to do. */
export function EmptyState({ icon: Icon, title, children, actions, isPage }: EmptyProps) {
  const Title = isPage ? "h1" : "p";
  return (
    <div className="grid justify-items-center gap-1.5 px-6 py-14 text-center">
      <Icon className="mb-1.5 size-6 text-ink-3" aria-hidden="true" />
      <Title className="font-strong">{title}</Title>
      {children && <div className="max-w-[52ch] text-ink-2">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
