import { getTranslations } from "next-intl/server";

import { AccessTokens } from "#components/tokens/access-tokens.tsx";
import { requirePageSession } from "#lib/server/session/session.ts";
import { serverOf } from "#lib/matrix/user-id.ts";

export const generateMetadata = async () => ({ title: (await getTranslations("tokens"))("title") });

export default async function AccessTokensPage() {
  return <AccessTokens server={serverOf((await requirePageSession()).userId)} />;
}
