"use client";

import { clsx } from "clsx";
import { usePathname } from "next/navigation";
import { useEffect, useRef, type ReactNode } from "react";

import { decodeAddress } from "#lib/routes.ts";

import { Link } from "./link.tsx";

type Tab = { href: string; title: string; count?: ReactNode };

/** The tabs of a page, each with its own address. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  // A URL may be typed with or without percent-encoding: both are the same page.
  const here = decodeAddress(usePathname());
  const at = tabs.findIndex(({ href }) => decodeAddress(href) === here);
  const nav = useRef<HTMLElement>(null);
  // A phone has no room for all tabs: the current one is centred.
  useEffect(() => {
    const shown = nav.current?.children[at];
    if (!nav.current || !(shown instanceof HTMLElement)) return;
    nav.current.scrollLeft = shown.offsetLeft - (nav.current.clientWidth - shown.offsetWidth) / 2;
  }, [at]);
  return (
    <nav
      ref={nav}
      aria-label={label}
      className="relative mb-4 flex gap-5 overflow-x-auto border-b border-line"
    >
      {tabs.map(({ href, title, count }, index) => {
        const isHere = index === at;
        return (
          <Link
            key={href}
            href={href}
            scroll={false}
            aria-current={isHere ? "page" : undefined}
            className={clsx(
              "-mb-px border-b-2 pt-2 pb-2.5 whitespace-nowrap outline-offset-[-2px]",
              isHere
                ? "border-accent font-strong text-ink"
                : "border-transparent text-ink-2 hover:text-ink",
            )}
          >
            {title}{" "}
            {count !== undefined && <span className="tabular text-small text-ink-3">{count}</span>}
          </Link>
        );
      })}
    </nav>
  );
}
