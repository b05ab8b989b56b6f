import { clsx } from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const KINDS = {
  info: { icon: Info, box: "bg-sunken", ink: "text-ink-2" },
  ok: { icon: CircleCheck, box: "bg-ok-soft", ink: "text-ok" },
  warn: { icon: TriangleAlert, box: "bg-warn-soft", ink: "text-warn" },
  bad: { icon: CircleAlert, box: "bg-bad-soft", ink: "text-bad" },
};

type NoticeProps = {
  kind: keyof typeof KINDS;
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons or links under the text. */
  actions?: ReactNode;
  /** Caused by the user's action: read out at once. */
  isAlert?: boolean;
};

export function Notice({ kind, title, children, actions, isAlert }: NoticeProps) {
  const { icon: Icon, box, ink } = KINDS[kind];
  return (
    <div
      className={clsx("flex gap-2.5 rounded-sm px-3 py-2.5", box)}
      {...(isAlert && { role: "alert" })}
    >
      <Icon className={clsx("mt-0.5 size-4 shrink-0", ink)} aria-hidden="true" />
      <div className="grid min-w-0 gap-1">
        {title && <p className="font-strong">{title}</p>}
        {children && <div>{children}</div>}
        {actions && <div className="mt-1 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
