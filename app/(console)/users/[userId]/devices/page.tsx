import { userPage } from "#app/user-page.tsx";
import { DevicesPanel } from "#components/devices/devices-panel.tsx";

export default userPage(({ userId, ownDeviceId }) => (
  <DevicesPanel userId={userId} ownDeviceId={ownDeviceId} />
));
