import { ErrorNotice } from "#components/errors/error-notice.tsx";
import type { AppError } from "#lib/errors.ts";

import { DiagnoseLink } from "./diagnose-link.tsx";

/** Why a sign-in failed, with a link to its diagnosis. */
export const SignInFailed = ({ error, server }: { error: AppError; server: string | null }) => (
  <ErrorNotice body={error.toBody()}>
    <DiagnoseLink server={server} />
  </ErrorNotice>
);
