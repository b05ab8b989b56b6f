import { UserProfile } from "#components/users/detail/user-profile.tsx";
import { requirePageSession } from "#lib/server/session/session.ts";
import { userIdOf } from "#lib/server/http/user-page.ts";

export default async function UserPage({ params }: PageProps<"/users/[userId]">) {
  const session = await requirePageSession();
  const userId = await userIdOf(params);
  return (
    <UserProfile
      userId={userId}
      ownDeviceId={(userId === session.userId && session.deviceId) || undefined}
    />
  );
}
