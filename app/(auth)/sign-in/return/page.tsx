import { getTranslations } from "next-intl/server";

import { Callback } from "#components/sign-in/callback.tsx";
import { SignInFrame } from "#components/sign-in/sign-in-frame.tsx";
import { routes } from "#lib/routes.ts";
import { publicHost } from "#lib/server/auth/sign-in-options.ts";
import { unfinishedAttempt } from "#lib/server/auth/attempt.ts";

export const generateMetadata = async () => ({ title: (await getTranslations("signIn"))("title") });

/** The callback page of single sign-on and the authentication service. */
export default async function ReturnPage() {
  const attempt = await unfinishedAttempt();
  return (
    <SignInFrame host={publicHost()}>
      <Callback to={attempt?.to ?? routes.home()} />
    </SignInFrame>
  );
}
