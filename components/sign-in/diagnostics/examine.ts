import type { DiagnosticsQuestion, DiagnosticsReport } from "#lib/contract/sign-in/diagnostics.ts";
import { routes } from "#lib/routes.ts";

import { post } from "#lib/client/post.ts";

/** Runs the diagnostics on our own server. Throws an AppError. */
export const examine = (question: DiagnosticsQuestion) =>
  post<DiagnosticsReport>(routes.diagnose(), question);
