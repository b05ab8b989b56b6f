import { afterAll, beforeAll, beforeEach } from "vitest";

import { createFakeHomeserver, type FakeHomeserver } from "./fake-homeserver.ts";

/** A fake homeserver that the tests of a file or a `describe` share, reset before each of them. */
export function fakeHomeserver(): FakeHomeserver {
  const synapse = createFakeHomeserver();
  beforeAll(synapse.listen);
  beforeEach(synapse.reset);
  afterAll(synapse[Symbol.asyncDispose]);
  return synapse;
}
