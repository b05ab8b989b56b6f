"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { PropertyList } from "#components/ui/property-list.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Identifier, InlineIdentifier } from "#components/ui/identifier.tsx";
import { Link } from "#components/ui/link.tsx";
import { ExactTime } from "#components/ui/time.tsx";
import { useCommand } from "#lib/client/use-command.ts";
import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import { api } from "#lib/contract/index.ts";
import { routes } from "#lib/routes.ts";
import { visibleIdentifier } from "#lib/matrix/visible-text.ts";

type CheckedTokenProps = {
  token: string;
  found: OutputOf<typeof api.tokens.check>;
  onAnother: () => void;
  onRevoked: () => void;
};

/** The homeserver's details of a token, and revoking it if possible here. */
export function CheckedToken({ token, found, onAnother, onRevoked }: CheckedTokenProps) {
  const t = useTranslations("tokens");
  const [isAsking, setAsking] = useState(false);
  const { user_id, kind, is_admin, device_id, device_name, expires_ts, is_own_session } = found;
  return (
    <>
      <PropertyList
        items={[
          {
            title: t("check.whose"),
            value: (
              <Link href={routes.user(user_id)} className="font-mono break-all underline">
                <InlineIdentifier>{user_id}</InlineIdentifier>
              </Link>
            ),
          },
          { title: t("check.opens"), value: t(`kinds.${is_admin ? "admin" : kind}`) },
          {
            title: t("check.device"),
            value: device_id ? (
              <>
                <Identifier>{device_id}</Identifier>
                <span className="text-ink-2">{device_name ?? t("check.unnamed")}</span>
              </>
            ) : (
              t("check.noDevice")
            ),
          },
          {
            title: t("check.ends"),
            value: expires_ts === null ? t("check.endUnknown") : <ExactTime ms={expires_ts} />,
          },
        ]}
      />
      <div className="grid gap-3 border-t border-line p-4">
        {is_own_session && <p className="text-ink-2">{t("check.ownSession")}</p>}
        {kind === "appservice" && <p className="text-ink-2">{t("check.appservice")}</p>}
        <div className="flex flex-wrap gap-2">
          {!is_own_session && kind !== "appservice" && (
            <Button look="danger" onClick={() => setAsking(true)}>
              {t("check.revoke")}
            </Button>
          )}
          <Button onClick={onAnother}>{t("check.another")}</Button>
        </div>
      </div>
      {isAsking && (
        <RevokeQuestion
          token={token}
          found={found}
          onRevoked={onRevoked}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

type RevokeQuestionProps = Omit<CheckedTokenProps, "onAnother"> & { onClose: () => void };

function RevokeQuestion({ token, found, onRevoked, onClose }: RevokeQuestionProps) {
  const t = useTranslations("tokens.check");
  const { run, error, isRunning } = useCommand(api.tokens.revoke);
  const { user_id, device_id } = found;
  const revoke = async () => {
    if (await run({ token })) onRevoked();
  };
  return (
    <FormDialog
      title={t("revokeTitle", { user: visibleIdentifier(user_id) })}
      submitLabel={isRunning ? t("revoking") : t("revokeSubmit")}
      look="danger"
      isRunning={isRunning}
      onSubmit={revoke}
      onClose={onClose}
    >
      <p>
        {device_id
          ? t("revokeText", { device: visibleIdentifier(device_id) })
          : t("revokeTextNoDevice")}
      </p>
      {error && <ErrorNotice body={error.toBody()} />}
    </FormDialog>
  );
}
