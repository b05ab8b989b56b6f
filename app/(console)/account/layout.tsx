import type { ReactNode } from "react";

import { Words } from "#components/layout/words.tsx";

export default function AccountLayout({ children }: { children: ReactNode }) {
  return <Words of="account">{children}</Words>;
}
