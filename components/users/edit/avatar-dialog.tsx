"use client";

import { ImageUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

import type { UserDialogProps } from "#components/users/user-action.ts";
import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { redirectWhenSignedOut } from "#lib/client/session-expired.ts";
import { upload } from "#lib/client/upload.ts";
import { UploadedAvatar } from "#lib/contract/accounts.ts";
import { AppError } from "#lib/errors.ts";
import { routes } from "#lib/routes.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

import { EditDialog } from "./edit-dialog.tsx";
import { useEdit } from "./use-edit.ts";
import { usePicture } from "./use-picture.ts";

/** Changes or removes an account's avatar. */
export function AvatarDialog({ user, onClose }: UserDialogProps) {
  const t = useTranslations("editUser.avatar");
  const was = user.avatar_url ?? "";
  const name = nameOf(user);
  const { picture, error: unreadable, choose } = usePicture();
  const [isRemoved, setRemoved] = useState(false);
  const [isUploading, setUploading] = useState(false);
  const [failure, setFailure] = useState<AppError>();
  const edit = useEdit({
    user,
    done: t(isRemoved ? "removed" : "done", { name }),
    onClose,
  });

  const send = async (blob: Blob): Promise<string | undefined> => {
    setFailure(undefined);
    setUploading(true);
    try {
      return UploadedAvatar.parse(await upload(routes.uploadAvatar(user.name), blob)).content_uri;
    } catch (thrown) {
      const error = AppError.from(thrown);
      redirectWhenSignedOut(error);
      setFailure(error);
      return undefined;
    } finally {
      setUploading(false);
    }
  };

  const onSubmit = async () => {
    if (!picture && !isRemoved) return onClose();
    const avatar_url = picture ? await send(picture.blob) : "";
    if (avatar_url === undefined) return;
    await edit.save(
      { was: { avatar_url: was }, avatar_url },
      (now) => (now.avatar_url ?? "") === avatar_url,
    );
  };

  const small = routes.media(was, 32);
  const large = routes.media(was, 96);
  const shown = picture
    ? { small: picture.url, large: picture.url }
    : !isRemoved && small && large
      ? { small, large }
      : undefined;
  const error = unreadable ?? failure;
  return (
    <EditDialog
      user={user}
      title={t("title", { name })}
      edit={{ ...edit, isRunning: edit.isRunning || isUploading }}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <div className="flex flex-wrap items-center gap-4">
        <Avatar name={name} size="page" picture={shown} />
        <label className="relative inline-flex h-8 items-center gap-1.5 rounded-sm border border-line-strong bg-surface px-3 font-strong shadow-low hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent [&_svg]:size-4">
          <ImageUp aria-hidden="true" />
          {t("choose")}
          <input
            type="file"
            accept="image/png,image/jpeg,image/webp,image/gif"
            className="absolute inset-0 cursor-pointer opacity-0"
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = "";
              if (!file) return;
              setRemoved(false);
              void choose(file);
            }}
          />
        </label>
        {was && !picture && !isRemoved && (
          <Button look="quietDanger" onClick={() => setRemoved(true)}>
            {t("remove")}
          </Button>
        )}
      </div>
      <p className="text-small text-ink-3">{t(isRemoved ? "willRemove" : "hint")}</p>
      {error && <ErrorNotice body={error.toBody()} />}
    </EditDialog>
  );
}
