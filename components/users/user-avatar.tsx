import { Avatar } from "#components/ui/avatar.tsx";
import type { User } from "#lib/contract/users.ts";
import { routes } from "#lib/routes.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

type UserAvatarProps = {
  user: Pick<User, "name" | "displayname" | "avatar_url">;
  size: "row" | "page";
};

export function UserAvatar({ user, size }: UserAvatarProps) {
  const { name, displayname, avatar_url } = user;
  const small = avatar_url ? routes.media(avatar_url, 32) : null;
  const large = avatar_url ? routes.media(avatar_url, 96) : null;
  return (
    <Avatar
      name={nameOf({ name, displayname })}
      size={size}
      {...(small && large && { picture: { small, large } })}
    />
  );
}
