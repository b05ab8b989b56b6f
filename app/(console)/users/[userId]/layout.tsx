import { Suspense, type ReactNode } from "react";

import { UserLayout, UserLayoutLoading } from "#components/users/detail/user-layout.tsx";
import { PrefetchedProvider } from "#lib/client/prefetched.tsx";
import { api } from "#lib/contract/index.ts";
import { prefetch, query } from "#lib/server/api/prefetch.ts";
import { requirePageSession } from "#lib/server/session/session.ts";
import { userIdOf, userTitle } from "#lib/server/http/user-page.ts";

type LayoutProps = { params: Promise<{ userId: string }>; children: ReactNode };

export const generateMetadata = userTitle;

export default async function Layout({ params, children }: LayoutProps) {
  const session = await requirePageSession();
  const userId = await userIdOf(params);
  const about = { user_id: userId };
  const answers = await prefetch(query(api.users.get, about), query(api.devices.list, about));
  return (
    <PrefetchedProvider answers={answers}>
      <Suspense fallback={<UserLayoutLoading />}>
        <UserLayout
          userId={userId}
          ownDeviceId={(userId === session.userId && session.deviceId) || undefined}
        >
          {children}
        </UserLayout>
      </Suspense>
    </PrefetchedProvider>
  );
}
