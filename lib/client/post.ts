import { AppError } from "#lib/errors.ts";

/** Sends a request to our own server before sign-in. Throws an AppError. */
export async function post<Answer>(url: string, question: object): Promise<Answer> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(question),
  }).catch((cause: unknown) => {
    throw new AppError("dashboard_unreachable", {}, { cause });
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw AppError.fromBody(body);
  return body as Answer;
}
