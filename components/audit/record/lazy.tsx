"use client";

import dynamic from "next/dynamic";

/** Loaded when a record is opened. */
export const RecordDialog = dynamic(
  () => import("./record-dialog.tsx").then((module) => module.RecordDialog),
  { ssr: false },
);
