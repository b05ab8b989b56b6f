import { expect, test } from "vitest";

import { api } from "#lib/contract/index.ts";
import { matchingUsers } from "#lib/server/domain/users/matching-users.ts";
import { aUser } from "#tests/support/builders.ts";
import { fakeHomeserver } from "#tests/support/shared-fake-homeserver.ts";
import { sendJson } from "#tests/support/fake-homeserver.ts";

const synapse = fakeHomeserver();

const numbered = (index: number) => aUser({ name: `@u${index}:test` });

/** A homeserver with so many users, answering by pages; `shift` moves what is on later ones. */
function holds(total: number, shift = 0) {
  synapse.reply(api.users.list, ({ url }, response) => {
    const query = new URLSearchParams(url.split("?")[1]);
    const [from, limit] = [Number(query.get("from")), Number(query.get("limit"))];
    const begin = Math.max(0, from - (from > 0 ? shift : 0));
    const users = Array.from({ length: Math.min(limit, total - begin) }, (_, index) =>
      numbered(begin + index),
    );
    const next = begin + limit < total ? { next_token: `${from + limit}` } : {};
    sendJson(response, 200, { users, total, ...next });
  });
}

async function names(input: object = {}): Promise<string[]> {
  const { baseUrl } = synapse;
  const found = [];
  const users = matchingUsers(
    { baseUrl, realm: "test", timeoutMs: 2000 },
    { ...input },
    new AbortController().signal,
  );
  for await (const { name } of users) found.push(name);
  return found;
}

test("exports all pages with the filters of the list", async () => {
  holds(2500);
  expect(await names({ name: "u", deactivated: false, from: 50, limit: 50 })).toHaveLength(2500);
  expect(synapse.seen).toHaveLength(3);
  for (const { url } of synapse.seen) expect(url).toMatch(/name=u&deactivated=false/);
});

test("exports each user once when someone registers meanwhile", async () => {
  holds(1500, 3);
  const found = await names();
  expect(new Set(found).size).toBe(found.length);
});

test("stops after a last page that is full", async () => {
  holds(1000);
  expect(await names()).toHaveLength(1000);
  expect(synapse.seen).toHaveLength(1);
});

test("aborts the file when the next page repeats the last one", async () => {
  synapse.answer(api.users.list, { users: [numbered(1)], total: 5000, next_token: "1" });
  await expect(names()).rejects.toMatchObject({ code: "endless_list" });
  expect(synapse.seen).toHaveLength(2);
});
