import { Suspense, type ReactNode } from "react";

import { UserFrame, UserFrameLoading } from "#components/users/detail/user-layout.tsx";
import { FirstAnswersProvider } from "#lib/client/prefetched.tsx";
import { api } from "#lib/contract/index.ts";
import { firstAnswers, question } from "#lib/server/api/prefetch.ts";
import { requirePageSession } from "#lib/server/session/session.ts";
import { userIdOf, userTitle } from "#lib/server/http/user-page.ts";

type UserLayoutProps = { params: Promise<{ userId: string }>; children: ReactNode };

export const generateMetadata = userTitle;

export default async function UserLayout({ params, children }: UserLayoutProps) {
  const session = await requirePageSession();
  const userId = await userIdOf(params);
  const about = { user_id: userId };
  const answers = await firstAnswers(
    question(api.users.get, about),
    question(api.devices.list, about),
  );
  return (
    <FirstAnswersProvider answers={answers}>
      <Suspense fallback={<UserFrameLoading />}>
        <UserFrame
          userId={userId}
          ownDeviceId={(userId === session.userId && session.deviceId) || undefined}
        >
          {children}
        </UserFrame>
      </Suspense>
    </FirstAnswersProvider>
  );
}
