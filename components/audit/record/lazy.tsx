"use client";

import { lazyDialog } from "#components/ui/lazy-dialog.ts";

export const RecordDialog = lazyDialog(() => import("./record-dialog.tsx"), "RecordDialog");
