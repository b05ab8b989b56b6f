import { DevicesPanel } from "#components/devices/devices-panel.tsx";
import { requirePageSession } from "#lib/server/session/session.ts";
import { userIdOf } from "#lib/server/http/user-page.ts";

export default async function UserDevicesPage({ params }: PageProps<"/users/[userId]/devices">) {
  const { userId, deviceId } = await requirePageSession();
  const shown = await userIdOf(params);
  return <DevicesPanel userId={shown} ownDeviceId={(shown === userId && deviceId) || undefined} />;
}
