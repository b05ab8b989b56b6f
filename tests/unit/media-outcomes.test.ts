import { beforeEach, expect, test } from "vitest";

import { mediaCalls } from "#lib/contract/internal/media.ts";
import type { MediaChange } from "#lib/contract/media.ts";
import { changeFiles } from "#lib/server/operations/media.ts";
import { aMediaFile, anOpenSession } from "#tests/support/builders.ts";
import { fakeHomeserver } from "#tests/support/shared-fake-homeserver.ts";

const synapse = fakeHomeserver();
beforeEach(() => {
  const { quarantined_by: _by, safe_from_quarantine: _safe, ...file } = aMediaFile();
  synapse.answer(mediaCalls.get, { media_info: file });
  for (const change of ["quarantine", "release", "protect", "unprotect"] as const) {
    synapse.answer(mediaCalls[change], {});
  }
});

test.each(["release", "protect", "unprotect"] as const satisfies MediaChange[])(
  "claims no outcome of %s where the file's state is not reported",
  async (change) => {
    const homeserver = { baseUrl: synapse.baseUrl, realm: "test", timeoutMs: 300 };
    const files = { user_id: "@alice:test", media_ids: ["picture"] };
    const changed = await changeFiles(change)({ homeserver, session: anOpenSession() }, files);
    expect(changed.files).toEqual([{ media_id: "picture", outcome: "unread" }]);
  },
);
