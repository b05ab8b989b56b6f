import { expect, test } from "vitest";

import { changesTo } from "#lib/server/domain/imports/account.ts";
import { aUser } from "#tests/support/builders.ts";

test("changes nothing when the account matches the row", () => {
  expect(changesTo(aUser(), { admin: false, locked: false })).toEqual({});
});

test("sets a flag that the homeserver does not report", () => {
  const { locked: _, ...user } = aUser();
  expect(changesTo(user, { admin: false, locked: false })).toEqual({ locked: false });
});
