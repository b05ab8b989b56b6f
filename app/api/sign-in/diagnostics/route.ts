import { DiagnosticsQuestion } from "#lib/contract/sign-in/diagnostics.ts";
import { invalidInput } from "#lib/errors.ts";
import { examine } from "#lib/server/domain/diagnostics/examine.ts";
import { readJson } from "#lib/server/http/read-json.ts";
import { clientAddress } from "#lib/server/http/request-guards.ts";
import { jsonRoute } from "#lib/server/api/json-route.ts";

/** Diagnoses a failed sign-in for any visitor, under the rules of a sign-in. */
export const POST = jsonRoute(async (request) => {
  const question = DiagnosticsQuestion.safeParse(await readJson(request));
  if (!question.success) throw invalidInput(question.error);
  return examine(question.data, clientAddress(request.headers));
});
