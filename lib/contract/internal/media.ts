import * as z from "zod/mini";

import { Count } from "#lib/contract/kit/bounds.ts";
import { endpoint } from "#lib/contract/kit/endpoint.ts";
import { unaffected } from "#lib/contract/kit/mas.ts";
import { MediaFile, MediaId } from "#lib/contract/media.ts";
import { Empty, UserId } from "#lib/contract/kit/scalars.ts";

const ServerName = z.string().check(z.minLength(1), z.maxLength(255));

const oneFile = { server_name: ServerName, media_id: MediaId };

/**
 * Calls for one file, only by our own server: the answer is the same whether anything happened or not.
 * https://element-hq.github.io/synapse/latest/admin_api/media_admin_api.html
 */
export const mediaCalls = {
  get: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/media/{server_name}/{media_id}",
    feature: "mediaDetails",
    input: oneFile,
    output: z.object({ media_info: MediaFile }),
  }),
  quarantine: endpoint({
    method: "POST",
    path: "/_synapse/admin/v1/media/quarantine/{server_name}/{media_id}",
    input: oneFile,
    output: Empty,
    underMas: unaffected,
  }),
  release: endpoint({
    method: "POST",
    path: "/_synapse/admin/v1/media/unquarantine/{server_name}/{media_id}",
    input: oneFile,
    output: Empty,
    underMas: unaffected,
  }),
  protect: endpoint({
    method: "POST",
    path: "/_synapse/admin/v1/media/protect/{media_id}",
    input: { media_id: MediaId },
    output: Empty,
    underMas: unaffected,
  }),
  unprotect: endpoint({
    method: "POST",
    path: "/_synapse/admin/v1/media/unprotect/{media_id}",
    input: { media_id: MediaId },
    output: Empty,
    underMas: unaffected,
  }),
  delete: endpoint({
    method: "DELETE",
    path: "/_synapse/admin/v1/media/{server_name}/{media_id}",
    input: oneFile,
    output: Empty,
    underMas: unaffected,
  }),
  /** Answers 200 with 0 for an unknown user. */
  quarantineOfUser: endpoint({
    method: "POST",
    path: "/_synapse/admin/v1/user/{user_id}/media/quarantine",
    input: { user_id: UserId },
    output: z.object({ num_quarantined: Count }),
    underMas: unaffected,
  }),
};
