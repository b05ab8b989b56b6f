import { DoctorQuestion } from "#lib/contract/sign-in/diagnostics.ts";
import { invalidInput } from "#lib/errors.ts";
import { examine } from "#lib/server/domain/diagnostics/examine.ts";
import { readJson } from "#lib/server/http/read-json.ts";
import { clientAddress } from "#lib/server/http/request-guards.ts";
import { jsonRoute } from "#lib/server/api/json-route.ts";

/** Anybody may ask why a sign-in fails, under the rules that a sign-in is under. */
export const POST = jsonRoute(async (request) => {
  const question = DoctorQuestion.safeParse(await readJson(request));
  if (!question.success) throw invalidInput(question.error);
  return examine(question.data, clientAddress(request.headers));
});
