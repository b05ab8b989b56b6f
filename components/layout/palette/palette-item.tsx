"use client";

import { Command } from "cmdk";

import { Identifier } from "#components/ui/identifier.tsx";
import type { ReactNode } from "react";

export function PaletteGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-small [&_[cmdk-group-heading]]:text-ink-3"
    >
      {children}
    </Command.Group>
  );
}

type PaletteItemProps = {
  value: string;
  title: string;
  subtitle?: string;
  onChoose: () => void;
};

export function PaletteItem({ value, title, subtitle, onChoose }: PaletteItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onChoose}
      className="flex min-h-9 items-center gap-2.5 rounded-sm px-2.5 py-1 data-[selected=true]:bg-sunken"
    >
      <span className="truncate">{title}</span>
      {subtitle && <Identifier>{subtitle}</Identifier>}
    </Command.Item>
  );
}
