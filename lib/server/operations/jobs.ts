import "server-only";

import type { Job } from "#lib/contract/jobs.ts";
import { AppError } from "#lib/errors.ts";
import { MINUTE_MS } from "#lib/durations.ts";

import type { Context } from "#lib/server/session/context.ts";
import { kindOf } from "#lib/server/jobs/kinds/index.ts";
import { enqueue } from "#lib/server/jobs/queue.ts";
import * as jobItems from "#lib/server/store/job-items.ts";
import * as jobs from "#lib/server/store/jobs.ts";

import type { Handlers, Input, Output } from "./handlers.ts";

async function listJobs(
  { session }: Context,
  { limit }: Input<"jobs", "list">,
): Promise<Output<"jobs", "list">> {
  return { jobs: await withProgress(await jobs.list(session.realm, limit)) };
}

async function getJob(context: Context, { job_id }: Input<"jobs", "get">): Promise<Job> {
  const [job] = await withProgress([await requireJob(context, job_id)]);
  if (!job) throw new AppError("not_found");
  return job;
}

async function listJobItems(
  context: Context,
  input: Input<"jobs", "items">,
): Promise<Output<"jobs", "items">> {
  await requireJob(context, input.job_id);
  const { rows, total } = await jobItems.list(input.job_id, input);
  const items = rows.map(({ job_id: _id, ended_at, ...item }) => ({
    ...item,
    ended_ts: ended_at && ended_at.getTime(),
  }));
  return { items, total };
}

async function startJob(
  { session, homeserver }: Context,
  { task, selection }: Input<"jobs", "start">,
): Promise<Output<"jobs", "start">> {
  await kindOf(task).prepare?.({ homeserver, userId: session.userId });
  const isFilter = "filter" in selection;
  const job = {
    task,
    filter: isFilter ? selection.filter : null,
    admin: session.userId,
    sessionId: session.id,
    homeserver: homeserver.baseUrl,
    realm: session.realm,
  };
  const targets = isFilter ? [] : [...new Set(selection.user_ids)];
  const job_id = await jobs.insert(job, targets);
  await enqueue(job_id);
  return { job_id };
}

const pauseJob = (context: Context, { job_id }: Input<"jobs", "pause">) =>
  change(context, job_id, ["running"], "paused");

async function resumeJob(context: Context, { job_id }: Input<"jobs", "resume">) {
  await change(context, job_id, ["paused"], "running");
  await enqueue(job_id);
  return {};
}

async function cancelJob(context: Context, { job_id }: Input<"jobs", "cancel">) {
  await change(context, job_id, ["running", "paused", "needs_sign_in"], "cancelled");
  await jobItems.move(job_id, "pending", { state: "skipped", result: { reason: "cancelled" } });
  return {};
}

async function retryFailedItems(context: Context, { job_id }: Input<"jobs", "retryFailed">) {
  await requireJob(context, job_id);
  const moved = await jobItems.move(job_id, "failed", { state: "pending" });
  if (moved === 0) throw new AppError("too_late");
  await jobs.setState(job_id, ["done"], "running");
  await enqueue(job_id);
  return {};
}

/** Continues with this admin's token. */
async function takeOverJob(context: Context, { job_id }: Input<"jobs", "takeOver">) {
  await requireJob(context, job_id);
  const { id: sessionId, userId: admin, baseUrl: homeserver } = context.session;
  await jobs.giveTo(job_id, { admin, sessionId, homeserver });
  await jobs.setState(job_id, ["needs_sign_in", "paused"], "running");
  await enqueue(job_id);
  return {};
}

async function change(
  context: Context,
  id: string,
  from: readonly Job["state"][],
  to: Job["state"],
) {
  await requireJob(context, id);
  if (!(await jobs.setState(id, from, to))) throw new AppError("too_late");
  return {};
}

/** A job of the current homeserver; others' are not found. */
async function requireJob({ session }: Context, id: string): Promise<jobs.JobRow> {
  const job = await jobs.get(id);
  if (job?.realm !== session.realm) throw new AppError("not_found");
  return job;
}

async function withProgress(rows: readonly jobs.JobRow[]): Promise<Job[]> {
  const progress = await jobItems.progressOf(rows.map(({ id }) => id));
  return rows.flatMap((row) => {
    const known = progress.get(row.id);
    return known ? [toJob(row, known)] : [];
  });
}

function toJob(row: jobs.JobRow, { counts, recent, firstRecent }: jobItems.Progress): Job {
  const overMs = firstRecent ? Date.now() - firstRecent.getTime() : 0;
  const per_minute = recent > 1 && overMs > 0 ? (recent * MINUTE_MS) / overMs : null;
  const isRunning = row.state === "running";
  const left = counts.pending + counts.running + counts.unknown;
  return {
    id: row.id,
    task: row.task,
    state: row.state,
    admins: row.admins,
    counts,
    is_collected: row.is_collected,
    created_ts: row.created_at.getTime(),
    ended_ts: row.ended_at && row.ended_at.getTime(),
    error: row.error,
    pace: row.pace,
    per_minute: isRunning ? per_minute : null,
    left_ms: isRunning && per_minute ? (left * MINUTE_MS) / per_minute : null,
  };
}

export const jobsHandlers = {
  list: listJobs,
  get: getJob,
  items: listJobItems,
  start: startJob,
  pause: pauseJob,
  resume: resumeJob,
  cancel: cancelJob,
  retryFailed: retryFailedItems,
  takeOver: takeOverJob,
} satisfies Handlers<"jobs">;
