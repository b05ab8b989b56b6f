import { getTranslations } from "next-intl/server";

import { AccessTokens } from "#components/tokens/access-tokens.tsx";

export const generateMetadata = async () => ({ title: (await getTranslations("tokens"))("title") });

export default function AccessTokensPage() {
  return <AccessTokens />;
}
