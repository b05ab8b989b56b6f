import { UserProfile } from "#components/users/user-profile.tsx";
import { requirePageSession } from "#lib/server/session.ts";

export default async function UserPage({ params }: PageProps<"/users/[userId]">) {
  const session = await requirePageSession();
  const userId = decodeURIComponent((await params).userId);
  return (
    <UserProfile
      userId={userId}
      ownDeviceId={(userId === session.userId && session.deviceId) || undefined}
    />
  );
}
