import "server-only";

import { IMPORT_KEPT_HOURS } from "#lib/contract/imports.ts";
import { HOUR_MS } from "#lib/durations.ts";
import { logger } from "#lib/server/runtime/logger.ts";
import * as imports from "#lib/server/store/imports.ts";

export const IMPORT_KEPT_MS = IMPORT_KEPT_HOURS * HOUR_MS;
/** How often an upload reports progress. */
const SILENT_MS = 600_000;

/** Deletes expired files and passwords, and what uploads of dead processes left. */
export async function removeOldImports(): Promise<void> {
  const now = Date.now();
  const before = { abandoned: new Date(now - IMPORT_KEPT_MS), received: new Date(now - SILENT_MS) };
  const gone = await imports.removeOld(before);
  if (gone > 0) logger().info({ gone }, "old imports were deleted");
}
