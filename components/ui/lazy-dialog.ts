import dynamic from "next/dynamic";
import type { ComponentType, ReactNode } from "react";

type Component = (props: never) => ReactNode;

/**
 * A dialog whose code is loaded when it is first opened. Never on the server: that also keeps React from
 * hiding the page around the dialog while it loads.
 */
export function lazyDialog<Name extends string, Module extends Record<Name, Component>>(
  load: () => Promise<Module>,
  name: Name,
): ComponentType<Parameters<Module[Name]>[0]> {
  return dynamic<Parameters<Module[Name]>[0]>(() => load().then((module) => module[name]), {
    ssr: false,
  });
}
