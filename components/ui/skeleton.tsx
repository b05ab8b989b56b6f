import { clsx } from "clsx";

/** Placeholder of a line of text. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden="true" className={clsx("pulsing block h-3.5 rounded-sm bg-line", className)} />
);

type SkeletonRowsProps = { rows: number; label: string };

/** Placeholder of a table's rows, with their height. */
export function SkeletonRows({ rows, label }: SkeletonRowsProps) {
  return (
    <div role="status" aria-label={label} className="divide-y divide-line">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-14 items-center gap-2.5 px-3 md:h-11">
          <span className="pulsing size-7 shrink-0 rounded-full bg-line" />
          <span className="grid gap-1.5">
            <Skeleton className="w-36" />
            <Skeleton className="h-2.5 w-48" />
          </span>
          <Skeleton className="ms-auto hidden w-20 md:block" />
          <Skeleton className="ms-10 hidden w-24 md:block" />
        </div>
      ))}
    </div>
  );
}
