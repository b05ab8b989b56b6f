import { Suspense, type ReactNode } from "react";

import { aboutUser, userTitle } from "#app/user-page.tsx";
import { UserLayout, UserLayoutLoading } from "#components/users/detail/user-layout.tsx";
import { PrefetchedProvider } from "#lib/client/prefetched.tsx";
import { api } from "#lib/contract/index.ts";
import { prefetch, query } from "#lib/server/api/prefetch.ts";

type LayoutProps = { params: Promise<{ userId: string }>; children: ReactNode };

export const generateMetadata = userTitle;

export default async function Layout({ params, children }: LayoutProps) {
  const { userId, ownDeviceId } = await aboutUser(params);
  const input = { user_id: userId };
  const answers = await prefetch(query(api.users.get, input), query(api.devices.list, input));
  return (
    <PrefetchedProvider answers={answers}>
      <Suspense fallback={<UserLayoutLoading />}>
        <UserLayout userId={userId} ownDeviceId={ownDeviceId}>
          {children}
        </UserLayout>
      </Suspense>
    </PrefetchedProvider>
  );
}
