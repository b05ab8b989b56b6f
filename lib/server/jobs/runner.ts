import "server-only";
import { setTimeout as pause } from "node:timers/promises";

import { isRefusedAdmin } from "#lib/server/session/admin-rights.ts";
import { confirmDone, recorded } from "#lib/server/audit/record.ts";
import { env } from "#lib/server/runtime/env.ts";
import { matchingPages } from "#lib/server/domain/users/matching-users.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { logger } from "#lib/server/runtime/logger.ts";
import { withCredentials, credentialsOf } from "#lib/server/session/renew-token.ts";
import * as jobItems from "#lib/server/store/job-items.ts";
import * as jobs from "#lib/server/store/jobs.ts";
import * as sessions from "#lib/server/store/sessions.ts";
import { trackInFlight } from "#lib/server/runtime/shutdown.ts";
import { AppError, type ErrorCode } from "#lib/errors.ts";

import type { Kind, Work } from "./kind.ts";
import { kindOf } from "./kinds/index.ts";
import { Pace } from "./pace.ts";
import { runItem, type Outcome } from "./run-item.ts";

/** How often a waiting runner checks for a pause. */
const LOOK_EVERY_MS = 500;

/**
 * Runs a job until it is done, paused, or `signal` says that this process is about to stop or lost its claim.
 * The next runner continues from there.
 */
export async function runJob(id: string, signal: AbortSignal): Promise<void> {
  const job = await jobs.get(id);
  if (job?.state !== "running") return;
  const homeserver = await homeserverOf(job);
  if (!homeserver) return void (await jobs.setState(id, ["running"], "needs_sign_in"));
  if (!job.is_collected && !(await hasCollected(job, homeserver, signal))) return;
  await jobItems.markInDoubt(id);
  await new Run(job, homeserver, signal).toEnd();
}

/** The homeserver with the token of the job's current owner. */
async function homeserverOf(job: jobs.JobRow): Promise<Homeserver | undefined> {
  const session = await sessions.get(job.session_id);
  const isSame = session?.homeserver === job.homeserver && session.realm === job.realm;
  const held = session && isSame ? await credentialsOf(session) : undefined;
  if (!held) return undefined;
  const { homeserver: baseUrl, realm } = job;
  return withCredentials({ baseUrl, realm, timeoutMs: env().HOMESERVER_TIMEOUT_MS }, held);
}

/** Temporary errors: the next runner collects the accounts again. */
const PASSES: readonly ErrorCode[] = [
  "rate_limited",
  "homeserver_unreachable",
  "homeserver_timeout",
  "homeserver_failed",
  "certificate_invalid",
  "store_unavailable",
  "shutting_down",
];

/** Collects a job's accounts. Returns whether it may start with them. */
async function hasCollected(job: jobs.JobRow, homeserver: Homeserver, signal: AbortSignal) {
  try {
    return await collect(job, homeserver, signal);
  } catch (thrown) {
    if (signal.aborted) return false;
    const error = AppError.from(thrown);
    if (await isRefusedAdmin(homeserver, error)) {
      await jobs.setState(job.id, ["running"], "needs_sign_in");
    } else if (PASSES.includes(error.code)) throw thrown;
    else {
      logger().warn({ error: thrown, job: job.id }, "a job cannot collect its accounts");
      await jobs.fail(job.id, toStoredError(error));
      await jobItems.remove(job.id);
    }
    return false;
  }
}

/**
 * Makes the matches of the filter the items, all or none. A list may take minutes, so it stops at the next
 * page once the job is paused or cancelled, or this process has lost its claim: then the collected accounts
 * belong to another runner, and are left alone.
 */
async function collect(job: jobs.JobRow, homeserver: Homeserver, signal: AbortSignal) {
  await jobItems.remove(job.id);
  let count = 0;
  for await (const users of matchingPages(homeserver, job.filter ?? {}, signal)) {
    if (signal.aborted) return false;
    if ((await jobs.get(job.id))?.state !== "running") break;
    const targets = users.map(({ name }) => name);
    await jobItems.add(job.id, count, targets, adminOf(job));
    count += targets.length;
  }
  if (await jobs.setCollected(job.id)) return true;
  await jobItems.remove(job.id);
  return false;
}

const adminOf = ({ admins }: jobs.JobRow): string => admins.at(-1) ?? "";

/** A finished item, until the store has it. */
type Finished = { item: jobItems.Taken; outcome: Outcome };

const toStoredError = ({ code, details }: AppError) => ({ code, details });

/** One turn of one process with a job. */
class Run {
  readonly #job: jobs.JobRow;
  readonly #homeserver: Homeserver;
  readonly #signal: AbortSignal;
  readonly #kind: Kind;
  readonly #pace: Pace;
  readonly #underWay = new Map<number, Promise<void>>();
  #ended: Finished[] = [];
  #isInterrupted = false;
  #isSignedOut = false;
  #told = "";

  constructor(job: jobs.JobRow, homeserver: Homeserver, signal: AbortSignal) {
    this.#job = job;
    this.#homeserver = homeserver;
    this.#signal = signal;
    this.#kind = kindOf(job.task);
    this.#pace = new Pace(this.#kind.concurrency);
  }

  async toEnd(): Promise<void> {
    try {
      while (await this.#tick());
    } catch (error) {
      // The store is unavailable: running items stay in doubt, and the next runner checks them.
      logger().warn({ error, job: this.#job.id }, "a job is interrupted");
      await Promise.all(this.#underWay.values());
    }
  }

  /** Settles finished items, starts as many as fit, and waits. Returns whether there is more. */
  async #tick(): Promise<boolean> {
    const { id } = this.#job;
    const settled = this.#ended.map((ended) => this.#settle(ended));
    this.#ended = [];
    const isStopping = this.#isInterrupted || this.#signal.aborted;
    const wait = this.#pace.waitMs(Date.now());
    const room = isStopping || wait > 0 ? 0 : this.#pace.now.at_once - this.#underWay.size;
    const { isRunning, taken } = await jobItems.settleAndTake(id, settled, Math.max(0, room));
    for (const item of taken) this.#begin(item);
    if (this.#isSignedOut) await jobs.setState(id, ["running"], "needs_sign_in");
    await this.#tellPace();

    if (this.#ended.length > 0) return true;
    if (this.#underWay.size > 0) await Promise.race(this.#underWay.values());
    else if (isStopping || !isRunning) return false;
    else if (wait > 0) await this.#pause(Math.min(wait, LOOK_EVERY_MS));
    else if (settled.length === 0) {
      await jobs.setState(id, ["running"], "done");
      return false;
    }
    return true;
  }

  #begin(item: jobItems.Taken): void {
    const confirm = () => confirmDone(this.#job.id, item.target);
    const turn = trackInFlight(() => runItem(this.#kind, this.#workOn(item), { ...item, confirm }))
      .catch((): Outcome => ({ is: "interrupted", by: "shutdown" }))
      .then((outcome) => {
        this.#underWay.delete(item.seq);
        this.#ended.push({ item, outcome });
      });
    this.#underWay.set(item.seq, turn);
  }

  #workOn({ target, seq, result }: jobItems.Taken): Work {
    const { id, realm } = this.#job;
    const about = { who: adminOf(this.#job), realm, address: undefined, jobId: id };
    return {
      homeserver: this.#homeserver,
      target,
      id: `${id}.${seq}`,
      known: result,
      checkpoint: (kept) => jobItems.checkpoint(id, seq, kept),
      pause: (ms) => this.#pause(ms),
      signal: this.#signal,
      record: (action, input, run) => recorded({ ...about, action, target, input }, run),
    };
  }

  #settle({ item: { seq, isRetryOfUnknown }, outcome }: Finished): jobItems.Settled {
    switch (outcome.is) {
      case "done":
        this.#pace.answered(outcome.ms);
        return { seq, state: "done", result: outcome.result };
      case "failed":
        return { seq, state: "failed", error: toStoredError(outcome.error) };
      case "skipped":
        return { seq, state: "skipped", result: { reason: outcome.reason } };
      case "unknown":
        this.#pace.unreachable(Date.now());
        return { seq, state: "unknown", error: toStoredError(outcome.error) };
      case "rate_limited":
        this.#pace.rateLimited(outcome.retryAfterMs, Date.now());
        // An item in doubt before this turn still is: the turn made no call.
        return { seq, state: isRetryOfUnknown ? "unknown" : "pending" };
      case "unreachable":
        this.#pace.unreachable(Date.now());
        return { seq, state: "unknown" };
      case "interrupted":
        this.#isInterrupted = true;
        this.#isSignedOut ||= outcome.by === "signed_out";
        return { seq, state: "unknown" };
    }
  }

  async #tellPace(): Promise<void> {
    const told = JSON.stringify(this.#pace.now);
    if (told === this.#told) return;
    this.#told = told;
    await jobs.setPace(this.#job.id, this.#pace.now);
  }

  async #pause(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.#signal }).catch(() => undefined);
  }
}
