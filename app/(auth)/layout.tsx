import type { ReactNode } from "react";

import { Words } from "#components/layout/words.tsx";

export default function SignInLayout({ children }: { children: ReactNode }) {
  return <Words of="signIn">{children}</Words>;
}
