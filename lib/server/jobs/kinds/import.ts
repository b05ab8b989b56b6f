import "server-only";

import type { ImportTask } from "#lib/contract/imports.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { withoutSecrets, type ParsedInputOf } from "#lib/contract/kit/endpoint.ts";
import type { PasswordPolicy } from "#lib/contract/password-policy.ts";
import type { UserDetail } from "#lib/contract/users.ts";
import { AppError } from "#lib/errors.ts";
import { generatePassword } from "#lib/passwords/generate-password.ts";
import { getAccount } from "#lib/server/domain/users/get-account.ts";
import { changesTo } from "#lib/server/domain/imports/account.ts";
import { requireUnclaimed } from "#lib/server/domain/users/require-unclaimed.ts";
import type { Kind, MakeKind, Result, Work } from "#lib/server/jobs/kind.ts";
import { readPasswordPolicy } from "#lib/server/domain/users/password-policy.ts";
import { seal, unsealOnce } from "#lib/server/crypto/seal.ts";
import type { ImportRowRecord } from "#lib/server/store/import-rows.ts";
import * as importRows from "#lib/server/store/import-secrets.ts";
import { callWithStatus } from "#lib/server/homeserver/call.ts";

const SETTLE_TIMEOUT_MS = 30_000;
/** How far the clocks may differ. */
const CLOCKS_MS = 300_000;

/**
 * Creates or changes the accounts of a file. A row to create never changes an existing account, and a row to
 * change never creates one.
 */
export const importUsers: MakeKind<"import"> = (task) => kindWith(task, passwordMaker());

const kindWith = (task: ImportTask, makePassword: MakePassword): Kind => ({
  concurrency: 4,
  settleTimeoutMs: SETTLE_TIMEOUT_MS,
  run: async (work) => {
    const row = await rowFor(task, work);
    const result = await (row.plan === "create"
      ? create(work, row, task, makePassword)
      : change(work, row, task));
    await forgetGiven(row);
    return result;
  },
  verify: async (work) => {
    const row = await rowFor(task, work);
    const now = await getAccount(work.homeserver, work.target);
    if (!now || Object.keys(changesTo(now, row.account)).length > 0) return undefined;
    if (row.plan === "create") {
      if (!isOurs(row, now, work)) return undefined;
    } else if (task.overwrite_credentials && row.secret !== null) return undefined;
    await forgetGiven(row);
    return row.plan === "create" ? CREATED : { changed: row.changes };
  },
});

/** The account matches the file: its password is no longer needed. */
async function forgetGiven(row: ImportRowRecord): Promise<void> {
  if (row.secret !== null) await importRows.forgetGiven(row);
}

const CREATED = { created: true };

async function rowFor({ import_id }: ImportTask, { target }: Work): Promise<ImportRowRecord> {
  const row = await importRows.rowOf(import_id, target);
  if (!row) throw new AppError("import_gone");
  return row;
}

async function create(
  work: Work,
  row: ImportRowRecord,
  task: ImportTask,
  makePassword: MakePassword,
): Promise<Result> {
  const before = await getAccount(work.homeserver, work.target);
  if (before) return complete(work, row, before);
  await requireUnclaimed(work, row.account);
  const password = await passwordFor(row, task, () => makePassword(work));
  const { locked, ...account } = row.account;
  try {
    const status = await put(work, "users.create", { ...account, ...password });
    // A 200 means the account existed: ours only if an earlier attempt was still running.
    if (status === 200 && row.begun_at === null) throw new AppError("overwritten");
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.details.errcode !== "M_USER_IN_USE") throw thrown;
    const now = await getAccount(work.homeserver, work.target);
    if (!now) throw thrown;
    return complete(work, row, now);
  }
  // Synapse cannot lock an account on creation.
  if (locked) await put(work, "users.modify", { locked });
  return CREATED;
}

/** Completes an account that an earlier attempt started. */
async function complete(work: Work, row: ImportRowRecord, now: UserDetail): Promise<Result> {
  if (!isOurs(row, now, work)) throw new AppError("already_exists");
  const changes = changesTo(now, row.account);
  if (Object.keys(changes).length > 0) await put(work, "users.modify", changes);
  return CREATED;
}

/** Whether this job created an account: it was missing, and made just then. */
function isOurs({ begun_at }: ImportRowRecord, now: UserDetail, { homeserver }: Work): boolean {
  if (begun_at === null || typeof now.creation_ts !== "number") return false;
  const begun = begun_at.getTime();
  const latest = begun + homeserver.timeoutMs + SETTLE_TIMEOUT_MS + CLOCKS_MS;
  return now.creation_ts >= begun - CLOCKS_MS && now.creation_ts <= latest;
}

async function change(work: Work, row: ImportRowRecord, task: ImportTask): Promise<Result> {
  const now = await getAccount(work.homeserver, work.target);
  if (!now) throw new AppError("not_found");
  if (now.deactivated) return { reason: "deactivated_here" };
  const changes = changesTo(now, row.account);
  const password = task.overwrite_credentials ? await openPassword(row) : {};
  // Devices stay signed in: signing them out loses message keys.
  const sent = {
    ...changes,
    ...password,
    ...("password" in password && { logout_devices: false as const }),
  };
  const changed = Object.keys({ ...changes, ...password });
  if (changed.length === 0) return { changed };
  await requireUnclaimed(work, changes);
  await put(work, "users.modify", sent);
  return { changed };
}

type Sent = Omit<ParsedInputOf<typeof matrix.putUser>, "user_id">;

async function put(work: Work, action: "users.create" | "users.modify", sent: Sent) {
  const input = { user_id: work.target, ...sent };
  const call = action === "users.create" ? matrix.createUser : matrix.putUser;
  return work.record(action, withoutSecrets(call, input), async () => {
    const { status } = await callWithStatus(work.homeserver, call, input);
    return status;
  });
}

async function openPassword({ secret }: ImportRowRecord): Promise<{ password?: string }> {
  if (secret === null) return {};
  const password = await unsealOnce("store", secret);
  // Sealed with a lost secret: without it the account would get another password than the file's.
  if (typeof password !== "string") throw new AppError("import_gone");
  return { password };
}

/** The file's password, else an earlier attempt's, else a new one, stored before it is sent. */
async function passwordFor(
  row: ImportRowRecord,
  task: ImportTask,
  makePassword: () => Promise<string>,
): Promise<{ password?: string }> {
  if (row.secret !== null || !task.generate_credentials) {
    await importRows.begin(row, undefined);
    return openPassword(row);
  }
  const password = await makePassword();
  await importRows.begin(row, await seal("store", password));
  return { password };
}

type MakePassword = (work: Work) => Promise<string>;

/** Generates passwords by the homeserver's policy, which is read once. */
function passwordMaker(): MakePassword {
  let policy: Promise<PasswordPolicy> | undefined;
  return async ({ homeserver }) => {
    policy ??= readPasswordPolicy(homeserver).catch((thrown: unknown) => {
      policy = undefined;
      throw thrown;
    });
    return generatePassword(await policy);
  };
}
