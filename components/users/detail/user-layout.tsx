"use client";

import { UserX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { LoadError } from "#components/errors/load-error.tsx";
import { MasNotice } from "#components/matrix/mas-notice.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PropertyStrip } from "#components/ui/property-list.tsx";
import { CopyableIdentifier } from "#components/ui/identifier.tsx";
import { LastSeen } from "#components/ui/last-seen.tsx";
import { Link } from "#components/ui/link.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton, SkeletonRows } from "#components/ui/skeleton.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { Day } from "#components/ui/time.tsx";
import { useRememberOpened } from "#lib/client/command-palette.ts";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import { UserId } from "#lib/contract/kit/scalars.ts";
import type { UserDetail } from "#lib/contract/users.ts";
import { routes, USER_TABS } from "#lib/routes.ts";
import { nameOf, visibleIdentifier } from "#lib/matrix/visible-text.ts";

import { UserMenu } from "./user-menu.tsx";
import { UserAvatar } from "#components/users/user-avatar.tsx";
import { UserState } from "#components/users/user-state.tsx";
import { useUserType } from "#components/users/user-type.ts";

type UserFrameProps = {
  userId: string;
  /** The dashboard's own device, if this is the signed-in admin. */
  ownDeviceId: string | undefined;
  children: ReactNode;
};

/** The user's header, above every tab. */
export function UserLayout({ userId, ownDeviceId, children }: UserFrameProps) {
  const isPossible = UserId.safeParse(userId).success;
  const {
    data: user,
    error,
    refresh,
  } = useQuery(api.users.get, isPossible ? { user_id: userId } : null);

  if (!isPossible) return <NoUser why="invalid" userId={userId} />;
  if (error && isUnknown(error.code, error.details.status)) {
    return <NoUser why="unknown" userId={userId} />;
  }
  if (!user) {
    return error ? <LoadError error={error} onRetry={refresh} /> : <UserLayoutLoading />;
  }
  return (
    <>
      {error && <LoadError error={error} onRetry={refresh} />}
      <Hero user={user} ownDeviceId={ownDeviceId} />
      <UserFacts user={user} />
      <MasNotice />
      <UserTabs userId={userId} />
      {children}
    </>
  );
}

/** Synapse answers 404 for an unknown account, and 400 for one of another server. */
const isUnknown = (code: string, status: number | undefined) =>
  code === "not_found" || (code === "rejected" && status === 400);

function NoUser({ why, userId }: { why: "unknown" | "invalid"; userId: string }) {
  const t = useTranslations("user");
  return (
    <EmptyState
      isPage
      icon={UserX}
      title={t(`${why}.title`)}
      actions={
        <Link href={routes.users()} className="font-strong text-accent-text hover:underline">
          {t("unknown.back")}
        </Link>
      }
    >
      {t(`${why}.body`, { id: visibleIdentifier(userId) })}
    </EmptyState>
  );
}

function Hero({ user, ownDeviceId }: { user: UserDetail; ownDeviceId: string | undefined }) {
  const t = useTranslations("user");
  const users = useTranslations("users");
  useRememberOpened({
    href: routes.user(user.name),
    title: nameOf(user),
    subtitle: user.name,
  });
  return (
    <header className="mb-4.5 flex flex-wrap items-center gap-4">
      <UserAvatar user={user} size="page" />
      <div className="min-w-0 flex-1 basis-60">
        <h1 className="flex flex-wrap items-center gap-2 text-title font-heading tracking-[-.012em]">
          <span className="min-w-0 line-clamp-2">{nameOf(user)}</span>
          {ownDeviceId && <Badge tone="plain">{t("you")}</Badge>}
        </h1>
        <CopyableIdentifier copyLabel={users("copyId")}>{user.name}</CopyableIdentifier>
      </div>
      <UserMenu user={user} ownDeviceId={ownDeviceId} />
    </header>
  );
}

function UserFacts({ user }: { user: UserDetail }) {
  const t = useTranslations("user");
  const values = useTranslations("values");
  const userType = useUserType();
  const [email, ...more] = user.threepids.filter(({ medium }) => medium === "email");
  return (
    <PropertyStrip
      items={[
        { title: t("state"), value: <UserState user={user} isDetail /> },
        { title: t("lastSeen"), value: <LastSeen ms={user.last_seen_ts} /> },
        {
          title: t("created"),
          value: <Day ms={user.creation_ts} raw={user.malformed?.["creation_ts"]} />,
        },
        { title: t("type"), value: userType(user) },
        {
          title: t("email"),
          value: !email ? (
            <span className="text-ink-3">{values("none")}</span>
          ) : more.length > 0 ? (
            t("emailMore", { address: email.address, count: more.length })
          ) : (
            email.address
          ),
        },
      ]}
    />
  );
}

function UserTabs({ userId }: { userId: string }) {
  const t = useTranslations("user");
  const titles = useTranslations("user.tabTitles");
  const { data } = useQuery(api.devices.list, { user_id: userId });
  return (
    <Tabs
      label={t("tabs")}
      tabs={[
        { href: routes.user(userId), title: t("profile") },
        ...USER_TABS.map((tab) => ({
          href: routes.user(userId, tab),
          title: titles(tab),
          count: tab === "devices" ? data?.total : undefined,
        })),
      ]}
    />
  );
}

/** The page's placeholder, with its height. */
export function UserLayoutLoading() {
  const t = useTranslations("user");
  return (
    <div role="status" aria-label={t("loading")}>
      <div className="mb-4.5 flex items-center gap-4">
        <span className="pulsing size-13 rounded-full bg-line" />
        <span className="grid gap-2">
          <Skeleton className="h-5 w-48" />
          <Skeleton className="w-64" />
        </span>
      </div>
      <div className="pulsing mb-5 h-19 rounded-md bg-line" />
      <div className="mb-4 h-10 border-b border-line" />
      <Panel>
        <SkeletonRows rows={4} label={t("loading")} />
      </Panel>
    </div>
  );
}
