"use client";

import { useTranslations } from "next-intl";

import type { Column } from "#components/ui/data-table.tsx";
import { LastSeen } from "#components/ui/last-seen.tsx";
import { Day } from "#components/ui/time.tsx";
import type { User } from "#lib/contract/users.ts";

import { ManagedBy } from "./managed-by.tsx";
import { RowActions } from "./row-actions.tsx";
import { UserName } from "#components/users/user-name.tsx";
import { UserState } from "#components/users/user-state.tsx";
import { useUserType } from "#components/users/user-type.ts";

export const USERS_TABLE = "users";

/** The columns of the list, with what each can do. */
export function useUsersColumns(): Column<User>[] {
  const field = useTranslations("fields");
  const userType = useUserType();
  return [
    {
      id: "name",
      header: field("name"),
      grows: true,
      sort: { by: "name", dir: "f" },
      cell: (user) => <UserName user={user} />,
    },
    {
      id: "state",
      header: field("state"),
      cell: (user) => <UserState user={user} />,
      wideOnly: true,
      canHide: true,
    },
    {
      id: "user_type",
      header: field("user_type"),
      wideOnly: true,
      canHide: true,
      isHiddenAtFirst: true,
      cell: (user) => <span className="text-ink-2">{userType(user)}</span>,
    },
    {
      id: "manager",
      header: field("manager"),
      wideOnly: true,
      canHide: true,
      isHiddenAtFirst: true,
      cell: ({ name }) => <ManagedBy userId={name} />,
    },
    {
      id: "last_seen_ts",
      header: field("last_seen_ts"),
      sort: { by: "last_seen_ts", dir: "b" },
      canHide: true,
      cell: ({ last_seen_ts }) => <LastSeen ms={last_seen_ts} />,
    },
    {
      id: "creation_ts",
      header: field("creation_ts"),
      sort: { by: "creation_ts", dir: "b" },
      canHide: true,
      wideOnly: true,
      cell: ({ creation_ts, malformed }) => (
        <span className="text-ink-2">
          <Day ms={creation_ts} raw={malformed?.["creation_ts"]} />
        </span>
      ),
    },
    {
      id: "actions",
      header: field("actions"),
      isHeaderHidden: true,
      align: "right",
      cell: (user) => <RowActions user={user} />,
    },
  ];
}
