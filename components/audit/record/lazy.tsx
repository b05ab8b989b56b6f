"use client";

import dynamic from "next/dynamic";

/** Comes when somebody opens a record. */
export const RecordDialog = dynamic(
  () => import("./record-dialog.tsx").then((module) => module.RecordDialog),
  { ssr: false },
);
