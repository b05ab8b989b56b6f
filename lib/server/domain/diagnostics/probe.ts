import "server-only";
import * as z from "zod/mini";

import type { DiagnosticsStep } from "#lib/contract/sign-in/diagnostics.ts";
import { AppError } from "#lib/errors.ts";
import { tryJson } from "#lib/try-json.ts";
import { fromMatrixError } from "#lib/server/homeserver/errors.ts";
import { requestHomeserver, type Homeserver } from "#lib/server/homeserver/request.ts";

export type Found = Omit<DiagnosticsStep, "step">;

export const left = (came: string | null = null): Found => ({
  ...NOTHING,
  is: "left",
  came,
});

const NOTHING = { asked: null, status: null, ms: null, came: null, error: null };

export const failed = (thrown: unknown, rest: Partial<Found> = {}): Found => ({
  ...NOTHING,
  is: "failed",
  error: AppError.from(thrown).toBody(),
  ...rest,
});

export const fine = (rest: Partial<Found>): Found => ({ ...NOTHING, is: "ok", ...rest });

/** A failed transport is an answer too. */
export const settled = (question: () => Promise<Found>): Promise<Found> =>
  question().catch((thrown: unknown) => failed(thrown));

const MAX_BYTES = 256 * 1024;
const MatrixError = z.object({ errcode: z.string() });

type Answer = { status: number; payload: unknown; found: Found };

/** Requests one page without a token, and records the answer. Throws a transport failure. */
export async function ask(homeserver: Homeserver, target: string): Promise<Answer> {
  const startedAt = performance.now();
  const { status, contentType, bytes } = await requestHomeserver(homeserver, {
    method: "GET",
    target,
    reads: true,
    maxBytes: MAX_BYTES,
  });
  const payload = tryJson(bytes);
  const errcode = MatrixError.safeParse(payload).data?.errcode;
  const shape = [contentType.split(";")[0] || "no content type", `${bytes.length} bytes`];
  return {
    status,
    payload,
    found: fine({
      asked: `GET ${homeserver.baseUrl}${target}`,
      status,
      ms: Math.round(performance.now() - startedAt),
      came: [...shape, ...(errcode ? [errcode] : [])].join(", "),
    }),
  };
}

/** Parses an answer of 200; throws any other as its error. */
export function read<T>(schema: z.ZodMiniType<T>, { status, payload, found }: Answer): T | Found {
  if (status !== 200) {
    return failed(fromMatrixError(status, payload, { reads: true, secrets: [] }), rest(found));
  }
  const said = schema.safeParse(payload);
  if (said.success) return said.data;
  return failed(new AppError("unexpected_response", { status }), rest(found));
}

export const isFound = (value: unknown): value is Found =>
  typeof value === "object" && value !== null && "is" in value && "asked" in value;

const rest = ({ asked, status, ms, came }: Found) => ({ asked, status, ms, came });
