import "server-only";

import type { Context } from "#lib/server/session/context.ts";
import * as audit from "#lib/server/store/audit.ts";

import type { Handlers, Input, Output } from "./handlers.ts";

type Asked = Input<"audit", "list">;
type Question = Asked & { realm: string };
type Answer = Output<"audit", "list">;

async function listAudit({ session }: Context, asked: Asked): Promise<Answer> {
  const { before, after, ...rest } = asked;
  const question = { ...rest, realm: session.realm };
  if (before !== undefined || after === undefined) return listOlder({ ...question, before });
  return (await listNewer({ ...question, after })) ?? listOlder(question);
}

async function listOlder(question: Question): Promise<Answer> {
  const { limit, before } = question;
  // One more than shown, to know whether there are older ones.
  const found = await audit.list({ ...question, limit: limit + 1 });
  const records = found.slice(0, limit);
  return {
    records,
    next: found.length > limit ? (records.at(-1)?.id ?? null) : null,
    previous: before === undefined ? null : (records[0]?.id ?? before),
  };
}

/** Null where these would be the newest of all: then a full page is better. */
async function listNewer(question: Question): Promise<Answer | null> {
  const { limit } = question;
  const found = await audit.list({ ...question, limit: limit + 1 });
  if (found.length <= limit) return null;
  const records = found.slice(1);
  return { records, next: records.at(-1)?.id ?? null, previous: records[0]?.id ?? null };
}

const getAudit = async (
  { session }: Context,
  { id }: Input<"audit", "get">,
): Promise<Output<"audit", "get">> => ({ record: await audit.get(session.realm, id) });

const listAuditPeople = async ({ session }: Context): Promise<Output<"audit", "people">> => ({
  people: await audit.people(session.realm),
});

export const auditHandlers = {
  list: listAudit,
  get: getAudit,
  people: listAuditPeople,
} satisfies Handlers<"audit">;
