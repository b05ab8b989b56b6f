import "server-only";
import { setImmediate as letOthers } from "node:timers/promises";

import type { ImportField } from "#lib/contract/import-columns.ts";
import type { RowProblem } from "#lib/contract/imports.ts";
import { api } from "#lib/contract/index.ts";
import type { User, UserDetail } from "#lib/contract/users.ts";
import { AppError } from "#lib/errors.ts";
import type { Context } from "#lib/server/session/context.ts";
import { userPages } from "#lib/server/domain/users/matching-users.ts";
import { logger } from "#lib/server/runtime/logger.ts";
import { pages } from "#lib/server/runtime/pages.ts";
import * as importRows from "#lib/server/store/import-rows.ts";
import * as imports from "#lib/server/store/imports.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";
import { serverOf } from "#lib/matrix/user-id.ts";

import { getAccount } from "#lib/server/domain/users/get-account.ts";
import type { ImportedAccount } from "#lib/contract/import-columns.ts";
import { changesTo } from "./account.ts";
import { findRefusedTypes } from "./find-refused-types.ts";
import { nameRows } from "./name-rows.ts";

const BATCH = 1000;
/** A page of the list costs as much as this many single accounts. */
const CALLS_PER_PAGE = 20;
const AT_ONCE = 4;
const MAX_SHOWN = 100;
/** A live check reports more often than this. */
const DEAD_AFTER_MS = 60_000;

/** Whether a running check has died with its process. */
export const isDead = ({ state, touched_at }: imports.ImportRecord): boolean =>
  state === "checking" && Date.now() - touched_at.getTime() > DEAD_AFTER_MS;

/** Starts comparing every row with the homeserver. It continues in the background. */
export async function beginCheck(context: Context, id: string, namesRows = false): Promise<void> {
  const isMine = await imports.beginCheck(id, new Date(Date.now() - DEAD_AFTER_MS));
  if (!isMine) throw new AppError("import_changed");
  void check(context, id, namesRows)
    .catch((thrown: unknown) => {
      const error = AppError.from(thrown);
      const { code, details } = error;
      logger().warn({ code, error: error.cause, import: id }, "a check broke off");
      return imports.endCheck(id, { error: { code, details } });
    })
    .catch((error: unknown) => logger().warn({ error, import: id }, "a check broke off"));
}

async function check(context: Context, id: string, namesRows: boolean): Promise<void> {
  const record = await imports.get(id);
  if (!record) return;
  const nameOf: NameOf = (...fields) =>
    record.columns.find(({ field }) => field && fields.includes(field))?.name ?? "";
  await importRows.forgetPlans(id);
  if (namesRows) await nameRows(id, serverOf(context.session.userId));
  await importRows.markDuplicates(id, nameOf("user_id"));
  await importRows.markDuplicateAddresses(id, nameOf("emails", "threepids", "external_ids"));
  const { homeserver, session } = context;
  const { total } = await callHomeserver(homeserver, api.users.list, {
    ...EVERYBODY,
    limit: 1,
  });
  const isFew = (await importRows.countUnplanned(id)) <= (total / BATCH + 1) * CALLS_PER_PAGE;
  const compare = new Comparison(id, session.userId, nameOf);
  if (isFew) await askEach(context, compare);
  else await pageThrough(context, compare);
  await compare.createRest();
  await findRefusedTypes(context, id, nameOf("user_type"));
  await imports.endCheck(id, await importRows.counts(id));
}

const EVERYBODY = api.users.list.input.parse({});

/** One call per account of the file. */
async function askEach({ homeserver }: Context, compare: Comparison): Promise<void> {
  for await (const ids of unplanned(compare.importId, BATCH / 10)) {
    const known: UserDetail[] = [];
    const left = ids.values();
    const asking = Array.from({ length: AT_ONCE }, async () => {
      for (const userId of left) {
        const user = await getAccount(homeserver, userId);
        if (user) known.push(user);
      }
    });
    await Promise.all(asking);
    await compare.existing(known);
    await compare.missing(ids);
  }
}

/** Accounts whose rows have no plan yet. */
const unplanned = (importId: string, limit: number) =>
  pages({
    first: 0,
    read: async (from) => {
      const rows = await importRows.unplanned(importId, limit);
      return { rows, next: rows.length === 0 ? undefined : from + rows.length };
    },
    keyOf: (userId) => userId,
  });

/** Reads the whole list once, page by page. */
async function pageThrough({ homeserver }: Context, compare: Comparison): Promise<void> {
  // A check runs to its end, even if no one is watching.
  const { signal } = new AbortController();
  for await (const users of userPages(homeserver, EVERYBODY, signal)) await compare.existing(users);
}

/** The name in the file of the first of these columns that exists. */
type NameOf = (...fields: ImportField[]) => string;

class Comparison {
  readonly importId: string;
  readonly #own: string;
  readonly #nameOf: NameOf;

  constructor(importId: string, own: string, nameOf: NameOf) {
    this.importId = importId;
    this.#own = own;
    this.#nameOf = nameOf;
  }

  /** Plans the rows of existing accounts. */
  async existing(users: readonly (User | UserDetail)[]): Promise<void> {
    const byId = new Map(users.map((user) => [user.name, user]));
    const rows = await importRows.about(this.importId, [...byId.keys()]);
    await this.#keep(
      rows.flatMap((row) => {
        const user = byId.get(row.user_id ?? "");
        return user ? [{ line: row.line, ...this.#planFor(row, user) }] : [];
      }),
    );
  }

  /** Plans the rows of missing accounts. */
  async missing(ids: readonly string[]): Promise<void> {
    const rows = await importRows.about(this.importId, ids);
    await this.#keep(rows.map((row) => ({ line: row.line, ...this.#newcomer(row) })));
  }

  async createRest(): Promise<void> {
    for await (const ids of unplanned(this.importId, BATCH)) await this.missing(ids);
  }

  async #keep(planned: readonly importRows.Planned[]): Promise<void> {
    await importRows.plan(this.importId, planned);
    await imports.touch(this.importId);
    // An embedded store answers within this process: without a pause it would block all others.
    await letOthers();
  }

  #planFor(row: importRows.ImportRowRecord, user: User | UserDetail) {
    if (user.name === this.#own) return { plan: "left", reason: "own_account" } as const;
    if (user.deactivated) return { plan: "left", reason: "deactivated_here" } as const;
    const changed = changesTo(user, row.account);
    const problems = this.#badValues(changed);
    if (problems.length > 0) return { plan: "problem", problems } as const;
    const changes = Object.keys(changed);
    if (row.secret !== null) changes.push("password");
    return { plan: changes.length > 0 ? ("change" as const) : ("same" as const), changes };
  }

  /** Synapse accepts fewer names for new accounts than old ones may have. */
  #newcomer({ user_id, account }: importRows.ImportRowRecord) {
    const localpart = /^@([^:]*):/.exec(user_id ?? "")?.[1] ?? "";
    const isNumeric = /^\d+$/.test(localpart);
    const problems = this.#badValues(account);
    if (!/^[a-z0-9._=/+-]+$/.test(localpart) || isNumeric) {
      const code = isNumeric ? ("numeric_localpart" as const) : ("bad_localpart" as const);
      problems.push({ column: this.#nameOf("user_id"), code, value: localpart });
    }
    return problems.length > 0
      ? { plan: "problem" as const, problems }
      : { plan: "create" as const };
  }

  /**
   * Values that are invalid today. Checks only changes: accounts may have had them for years, as any client
   * could set them.
   */
  #badValues({ avatar_url }: ImportedAccount): RowProblem[] {
    if (avatar_url === undefined || /^mxc:\/\/[^/?#\s]+\/[\w.~-]+$/.test(avatar_url)) return [];
    const column = this.#nameOf("avatar_url");
    return [
      { column, code: "bad_avatar_url", value: avatar_url.slice(0, MAX_SHOWN).toWellFormed() },
    ];
  }
}
