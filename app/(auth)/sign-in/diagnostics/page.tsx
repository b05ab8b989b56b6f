import { getTranslations } from "next-intl/server";

import { Diagnostics } from "#components/sign-in/diagnostics/diagnostics.tsx";
import { serverChoice } from "#lib/server/discovery/resolve.ts";
import { requestedServer } from "#lib/server/auth/sign-in-options.ts";

export const generateMetadata = async () => ({
  title: (await getTranslations("diagnostics"))("title"),
});

export default async function DiagnosticsPage({ searchParams }: PageProps<"/sign-in/diagnostics">) {
  const choice = serverChoice();
  const server = requestedServer(choice, (await searchParams)["server"]);
  return <Diagnostics server={server ?? null} isChosen={choice.is === "chosen"} />;
}
