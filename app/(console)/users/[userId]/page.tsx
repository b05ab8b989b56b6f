import { userPage } from "#app/user-page.tsx";
import { UserProfile } from "#components/users/detail/user-profile.tsx";

export default userPage(({ userId, ownDeviceId }) => (
  <UserProfile userId={userId} ownDeviceId={ownDeviceId} />
));
