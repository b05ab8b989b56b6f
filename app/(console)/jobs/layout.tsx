import type { ReactNode } from "react";

import { Words } from "#components/layout/words.tsx";

export default function JobsLayout({ children }: { children: ReactNode }) {
  return <Words of="jobs">{children}</Words>;
}
