import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { Suspense } from "react";

import { NoServers } from "#components/sign-in/no-servers.tsx";
import { ServerChooser } from "#components/sign-in/server-chooser.tsx";
import { OtherSessions } from "#components/sign-in/other-sessions.tsx";
import { LookingAtServer, SignInFrame } from "#components/sign-in/sign-in-frame.tsx";
import { SignInPanel } from "#components/sign-in/sign-in-panel.tsx";
import { SIGN_IN_REASONS } from "#lib/routes.ts";
import {
  requestedServer,
  loadSignInOptions,
  publicHost,
} from "#lib/server/auth/sign-in-options.ts";
import { serverChoice } from "#lib/server/discovery/resolve.ts";
import { returnPath } from "#lib/server/auth/return-path.ts";
import { readSession } from "#lib/server/session/session.ts";
import { unfinishedAttempt } from "#lib/server/auth/attempt.ts";
import { otherSessions } from "#lib/server/session/other-sessions.ts";

export const generateMetadata = async () => ({ title: (await getTranslations("signIn"))("title") });

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { callbackUrl, reason, another, server: asked } = await searchParams;
  const to = returnPath(callbackUrl);
  const session = await readSession();
  if (session && another === undefined) redirect(to);
  const choice = serverChoice();
  const server = requestedServer(choice, asked);
  // The service stops non-admins itself, and never redirects them back.
  const attempt = await unfinishedAttempt();
  const leftFor = attempt?.way === "mas" ? attempt.baseUrl : null;
  const panel = (choice.is === "fixed" || server !== undefined) && (
    <Suspense key={server} fallback={<LookingAtServer />}>
      <SignInPanel looking={loadSignInOptions(server)} to={to} leftFor={leftFor} />
    </Suspense>
  );
  const beside = [
    ...(session ? [{ id: null, user_id: session.userId }] : []),
    ...(await otherSessions()),
  ];
  return (
    <SignInFrame reason={SIGN_IN_REASONS.find((known) => known === reason)} host={publicHost()}>
      {beside.length > 0 && <OtherSessions sessions={beside} />}
      {choice.is === "none" && <NoServers />}
      {choice.is === "fixed" && panel}
      {choice.is === "chosen" && (
        <ServerChooser choice={choice} server={server} to={to} isAnother={session !== null}>
          {panel}
        </ServerChooser>
      )}
    </SignInFrame>
  );
}
