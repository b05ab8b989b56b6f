import type { ReactNode } from "react";

import { Words } from "#components/layout/words.tsx";

export default function AuditLayout({ children }: { children: ReactNode }) {
  return <Words of="audit">{children}</Words>;
}
