"use client";

import { MonitorOff, Plus, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useMemo, useState } from "react";

import { LoadError } from "#components/errors/load-error.tsx";
import { TableSettings } from "#components/tables/preferred-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { SelectionBar } from "#components/ui/selection-bar.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { lazyDialog } from "#components/ui/lazy-dialog.ts";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useIsManagedByMas } from "#lib/client/mas.tsx";
import { useUrlAction } from "#lib/client/use-url-action.ts";
import { useQuery } from "#lib/client/use-query.ts";
import type { Device } from "#lib/contract/devices.ts";
import { api } from "#lib/contract/index.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

import { CleanUp } from "./clean-up.tsx";
import { useDeviceKeys } from "./device-keys.ts";
import { devicesWith } from "./device-rules.ts";
import { DEVICES_TABLE, useDevicesColumns } from "./devices-columns.tsx";
import { devicesSearch } from "./devices-search.ts";
import { DevicesTable } from "./devices-table.tsx";

const RevokeDialog = lazyDialog(() => import("./revoke/revoke-dialog.tsx"), "RevokeDialog");

const CreateDialog = lazyDialog(() => import("./create/create-dialog.tsx"), "CreateDialog");

const DeviceDialog = lazyDialog(() => import("./details/device-dialog.tsx"), "DeviceDialog");

type DevicesPanelProps = {
  userId: string;
  /** The dashboard's own device, if this is the signed-in admin. */
  ownDeviceId: string | undefined;
};

/** A user's devices, and revoking them. */
export function DevicesPanel({ userId, ownDeviceId }: DevicesPanelProps) {
  const t = useTranslations("devices");
  const user = useQuery(api.users.get, { user_id: userId }).data;
  const { data, error, refresh } = useQuery(api.devices.list, { user_id: userId });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [revoking, setRevoking] = useState<{ devices: readonly Device[]; isByRule: boolean }>();
  const pick = (devices: readonly Device[]) => setRevoking({ devices, isByRule: false });

  const [{ q }, setSearch] = useQueryStates(devicesSearch);
  const [opened, setOpened] = useState<Device>();
  const [isCreating, setCreating] = useState(false);
  const keys = useDeviceKeys(userId);
  const isManagedByMas = useIsManagedByMas();
  const canCreate = !isManagedByMas(api.devices.create);
  const canRevoke = !isManagedByMas(api.devices.revoke);
  const columns = useDevicesColumns({
    userId,
    ownDeviceId,
    keys,
    onOpen: setOpened,
    onRevoke: pick,
  });
  useUrlAction("createDevice", () => setCreating(canCreate), data !== undefined);
  const devices = data?.devices;
  const found = useMemo(() => devicesWith(q, devices ?? []), [q, devices]);

  if (!data) {
    return error ? (
      <LoadError error={error} onRetry={refresh} />
    ) : (
      <Panel>
        <SkeletonRows rows={4} label={t("loading")} />
      </Panel>
    );
  }
  // Deselects devices that no longer exist.
  const chosen = found.filter(({ device_id }) => selected.has(device_id));
  const create = canCreate && (
    <Button onClick={() => setCreating(true)}>
      <Plus />
      {t("create.open")}
    </Button>
  );
  return (
    <>
      {/* The list may be outdated; an open dialog stays. */}
      {error && <LoadError error={error} onRetry={refresh} />}
      {data.devices.length > 0 && user && (
        <div className="mb-3 flex flex-wrap items-start gap-2">
          <SearchField
            label={t("search")}
            value={q}
            onSearch={(text) => void setSearch({ q: text })}
          />
          {canRevoke ? (
            <CleanUp
              devices={data.devices}
              ownDeviceId={ownDeviceId}
              isAppservice={Boolean(user.appservice_id)}
              onRevoke={(devices) => setRevoking({ devices, isByRule: true })}
            />
          ) : (
            <span className="flex-1" />
          )}
          {create}
          <TableSettings name={DEVICES_TABLE} columns={columns} />
        </div>
      )}
      {keys.hasCrossSigning === false && data.devices.length > 0 && (
        <p className="mb-3 max-w-[80ch] text-ink-2">{t("noCrossSigning")}</p>
      )}
      <Panel>
        {data.devices.length === 0 ? (
          <EmptyState icon={MonitorOff} title={t("empty.title")} actions={create}>
            {t("empty.body")}
          </EmptyState>
        ) : found.length === 0 ? (
          <EmptyState
            icon={SearchX}
            title={t("notFound")}
            actions={<Button onClick={() => void setSearch({ q: null })}>{t("showAll")}</Button>}
          />
        ) : (
          <DevicesTable
            columns={columns}
            devices={found}
            {...(canRevoke && {
              selection: {
                ids: new Set(chosen.map(({ device_id }) => device_id)),
                onChange: setSelected,
              },
            })}
          />
        )}
      </Panel>
      {chosen.length > 0 && (
        <SelectionBar label={t("actions")}>
          <span role="status" className="font-strong whitespace-nowrap">
            {t("selected", { count: chosen.length })}
          </span>
          <Button look="quiet" onClick={() => setSelected(new Set())}>
            {t("clearSelection")}
          </Button>
          <Button look="quietDanger" onClick={() => pick(chosen)}>
            {t("revoke")}
          </Button>
        </SelectionBar>
      )}
      {isCreating && <CreateDialog userId={userId} onClose={() => setCreating(false)} />}
      {opened && (
        <DeviceDialog
          userId={userId}
          device={opened}
          verification={keys.verificationOf(opened.device_id)}
          fingerprint={keys.fingerprintOf(opened.device_id)}
          onClose={() => setOpened(undefined)}
        />
      )}
      {revoking && (
        <RevokeDialog
          userId={userId}
          userName={nameOf({ name: userId, displayname: user?.displayname })}
          {...revoking}
          ownDeviceId={ownDeviceId}
          onClose={() => setRevoking(undefined)}
        />
      )}
    </>
  );
}
