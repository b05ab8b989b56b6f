import "server-only";

import type { Provider } from "#lib/contract/sign-in/discovery.ts";
import { readMxc } from "#lib/matrix/mxc.ts";

import { requestHomeserver, type Homeserver } from "#lib/server/homeserver/request.ts";
import { rasterType } from "#lib/server/homeserver/image-type.ts";

/** Enough for a small icon. */
const MAX_BYTES = 16 * 1024;
const MOST = 10;

/**
 * Adds the providers' icons. Pages could not fetch them before sign-in; icons that need a token, which most
 * do, are left out.
 */
export const withIcons = (homeserver: Homeserver, providers: readonly Provider[]) =>
  Promise.all(
    providers.map(async ({ id, name, icon }, index): Promise<Provider> => {
      const picture = icon && index < MOST ? await pictureOf(homeserver, icon) : undefined;
      return { id, name, ...(picture && { icon: picture }) };
    }),
  );

/** https://spec.matrix.org/latest/client-server-api/#get_matrixmediav3thumbnailservernamemediaid */
async function pictureOf(homeserver: Homeserver, mxc: string): Promise<string | undefined> {
  const parts = readMxc(mxc);
  if (!parts) return undefined;
  const at = `${encodeURIComponent(parts.server)}/${encodeURIComponent(parts.id)}`;
  const target = `/_matrix/media/v3/thumbnail/${at}?width=32&height=32&method=crop`;
  const asked = { method: "GET" as const, target, reads: true, maxBytes: MAX_BYTES };
  const answer = await requestHomeserver(homeserver, asked).catch(() => undefined);
  const type = answer?.status === 200 && rasterType(answer.contentType);
  if (!type) return undefined;
  return `data:${type};base64,${answer.bytes.toString("base64")}`;
}
