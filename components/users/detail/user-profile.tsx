"use client";

import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";

import { MalformedNotice } from "#components/ui/malformed-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { PropertyList } from "#components/ui/property-list.tsx";
import { CopyableIdentifier } from "#components/ui/identifier.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Day, ExactTime } from "#components/ui/time.tsx";
import { useHasMas, useIsManagedByMas } from "#lib/client/mas.tsx";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import type { UserDetail } from "#lib/contract/users.ts";

import { isOfferedFor } from "#components/users/user-action.ts";
import { PROFILE_EDITS, type ProfileEdit } from "#components/users/edit/profile-edits.ts";
import { UserAvatar } from "#components/users/user-avatar.tsx";
import { useUserType } from "#components/users/user-type.ts";
import { visibleName } from "#lib/matrix/visible-text.ts";

type UserProfileProps = {
  userId: string;
  /** The dashboard's own device, if this is the signed-in admin. */
  ownDeviceId: string | undefined;
};

/** All of an account's details, each with its edit button. */
export function UserProfile({ userId, ownDeviceId }: UserProfileProps) {
  const t = useTranslations("user");
  const users = useTranslations("users");
  const values = useTranslations("values");
  const userType = useUserType();
  const [edited, setEdited] = useState<ProfileEdit>();
  const hasMas = useHasMas();
  const { data: user } = useQuery(api.users.get, { user_id: userId });
  if (!user) return null;

  const none = <span className="text-ink-3">{values("none")}</span>;
  const notReported = <span className="text-ink-2">{values("notReported")}</span>;
  const { threepids, external_ids } = user;
  const isOwn = ownDeviceId !== undefined;
  const edit = (...edits: ProfileEdit[]) =>
    edits.map((one) => (
      <EditButton key={one} edit={one} user={user} isOwn={isOwn} onStart={setEdited} />
    ));
  const Dialog = edited && PROFILE_EDITS[edited].Dialog;
  /** Synapse's own value means nothing under MAS. */
  const knownHere = <Fact,>(fact: Fact): Fact[] => (hasMas ? [] : [fact]);
  return (
    <Panel>
      <MalformedNotice malformed={user.malformed} />
      <PropertyList
        items={[
          {
            title: t("displayName"),
            value: user.displayname ? visibleName(user.displayname) : none,
            action: edit("name"),
          },
          {
            title: t("avatar"),
            value: user.avatar_url ? <UserAvatar user={user} size="row" /> : none,
            action: edit("avatar"),
          },
          {
            title: t("userId"),
            value: <CopyableIdentifier copyLabel={users("copyId")}>{user.name}</CopyableIdentifier>,
          },
          {
            title: t("emails"),
            value: addresses(threepids, "email") ?? none,
            action: edit("emails"),
          },
          {
            title: t("phones"),
            value: addresses(threepids, "msisdn") ?? none,
            action: edit("phones"),
          },
          ...knownHere({
            title: t("externalIds"),
            value:
              lines(
                external_ids.map(({ auth_provider, external_id }) =>
                  t("externalId", { id: external_id, provider: auth_provider }),
                ),
              ) ?? none,
            action: edit("externalIds"),
          }),
          { title: t("type"), value: userType(user), action: edit("type") },
          ...knownHere({
            title: t("admin"),
            value: user.admin === undefined ? notReported : values(user.admin ? "yes" : "no"),
            action: edit("grantAdmin", "revokeAdmin"),
          }),
          ...(user.appservice_id ? [{ title: t("appservice"), value: user.appservice_id }] : []),
          {
            title: t("created"),
            value: <ExactTime ms={user.creation_ts} raw={user.malformed?.["creation_ts"]} />,
          },
          {
            title: t("lastSeen"),
            value: user.last_seen_ts ? (
              <ExactTime ms={user.last_seen_ts} />
            ) : (
              <span className="text-ink-2">{values("lastSeenUnknown")}</span>
            ),
          },
        ]}
      />
      {Dialog && (
        <Dialog user={user} ownDeviceId={ownDeviceId} onClose={() => setEdited(undefined)} />
      )}
    </Panel>
  );

  function addresses(all: UserDetail["threepids"], medium: string) {
    const ofMedium = all.filter((threepid) => threepid.medium === medium);
    return lines(
      ofMedium.map(({ address, added_at }) => (
        <>
          {address}
          {added_at ? (
            <span className="ms-2 inline-block text-small text-ink-3">
              {t.rich("added", { when: () => <Day ms={added_at} /> })}
            </span>
          ) : null}
        </>
      )),
    );
  }
}

type EditButtonProps = {
  edit: ProfileEdit;
  user: UserDetail;
  isOwn: boolean;
  onStart: (edit: ProfileEdit) => void;
};

/** If the account can be changed. Its spoken label starts with the visible one, which every line has. */
function EditButton({ edit, user, isOwn, onStart }: EditButtonProps) {
  const t = useTranslations("user.edit");
  const actions = useTranslations("userActions");
  const isManagedByMas = useIsManagedByMas();
  const action = PROFILE_EDITS[edit];
  if (!isOfferedFor(action, user, { isOwn, isManagedByMas })) return null;
  const word = edit === "grantAdmin" || edit === "revokeAdmin" ? edit : "change";
  return (
    <Button
      look="quiet"
      className="h-7"
      aria-label={actions(action.id)}
      onClick={() => onStart(edit)}
    >
      {t(word)}
    </Button>
  );
}

function lines(items: ReactNode[]) {
  if (items.length === 0) return null;
  return (
    <ul>
      {items.map((item, index) => (
        <li key={index}>{item}</li>
      ))}
    </ul>
  );
}
