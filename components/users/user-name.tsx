"use client";

import { Identifier } from "#components/ui/identifier.tsx";
import { Link } from "#components/ui/link.tsx";
import type { User } from "#lib/contract/users.ts";
import { routes } from "#lib/routes.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

import { UserState, useTraits } from "./user-state.tsx";
import { UserAvatar } from "./user-avatar.tsx";

/** A user in a table: the display name above, the Matrix ID below. */
export function UserName({ user }: { user: User }) {
  const { name, displayname } = user;
  const isOrdinary = useTraits(user).length === 0;
  return (
    <div className="flex min-w-0 items-center gap-2.5">
      <UserAvatar user={user} size="row" />
      <div className="min-w-0 group-data-[density=compact]/table:md:flex group-data-[density=compact]/table:md:items-baseline group-data-[density=compact]/table:md:gap-2">
        <Link
          data-row-focus
          href={routes.user(name)}
          className="block truncate leading-[18px] font-strong hover:underline"
        >
          {nameOf({ name, displayname })}
        </Link>
        <div className="flex items-center gap-1.5">
          {/* The phone has no column for states, so they are shown here. */}
          {!isOrdinary && (
            <span className="shrink-0 md:hidden">
              <UserState user={user} />
            </span>
          )}
          {displayname && <Identifier>{name}</Identifier>}
        </div>
      </div>
    </div>
  );
}
