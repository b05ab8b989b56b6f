import { Download } from "lucide-react";
import { useTranslations } from "next-intl";

import { Button, buttonLook } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TimeAgo } from "#components/ui/time.tsx";
import type { Import } from "#lib/contract/imports.ts";
import { routes } from "#lib/routes.ts";

/** A file's job, and its generated passwords. */
export function ImportStarted({ file }: { file: Import }) {
  const t = useTranslations("imports");
  return (
    <div className="grid max-w-180 gap-3">
      <Notice
        kind={file.has_ended ? "ok" : "info"}
        title={t(file.has_ended ? "ended" : "running", { name: file.file_name })}
        actions={
          file.job_id && (
            <Link href={routes.job(file.job_id)} className={buttonLook("plain")}>
              {t("toJob")}
            </Link>
          )
        }
      >
        {!file.has_ended && t("passwordsLater")}
      </Notice>
      {file.has_ended && file.passwords > 0 && <Passwords file={file} />}
    </div>
  );
}

function Passwords({ file }: { file: Import }) {
  const t = useTranslations("imports");
  return (
    <Notice
      kind="warn"
      title={t("passwords", { count: file.passwords })}
      actions={
        <form method="post" action={routes.importPasswords(file.id)}>
          <Button type="submit">
            <Download />
            {t("downloadOnce")}
          </Button>
        </form>
      }
    >
      {t("passwordsOnce")}{" "}
      {file.deleted_ts !== null &&
        t.rich("deleted", { when: () => <TimeAgo ms={file.deleted_ts ?? 0} /> })}
    </Notice>
  );
}
