import type { DoctorQuestion, DoctorReport } from "#lib/contract/doctor.ts";
import { AppError } from "#lib/errors.ts";
import { routes } from "#lib/routes.ts";

/** Lets our own server look at what a sign-in needs. Throws an AppError. */
export async function examine(question: DoctorQuestion): Promise<DoctorReport> {
  const response = await fetch(routes.examine(), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(question),
  }).catch((cause: unknown) => {
    throw new AppError("dashboard_unreachable", {}, { cause });
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw AppError.fromBody(body);
  return body as DoctorReport;
}
