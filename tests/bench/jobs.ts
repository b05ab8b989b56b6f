import { setTimeout as pause } from "node:timers/promises";
import { Agent, request } from "undici";

import type { Import } from "#lib/contract/imports.ts";
import type { Job } from "#lib/contract/jobs.ts";
import { until } from "#scripts/support/until.ts";
import type { Visitor } from "#tests/support/visitor.ts";

import { round, type Figure } from "./figures.ts";
import { median, p99, type Times } from "./timing.ts";

type Homeserver = { baseUrl: string; accessToken: string };
type Call = (method: "GET" | "POST" | "PUT", path: string, body?: object) => Promise<unknown>;
type Ran = { ms: number; errors: number; bystander: Times };
/** The same work, for a thousand accounts each time: as a job, and one account by plain calls. */
type Compared = {
  id: string;
  what: string;
  /** What comes before the job. Answers what starts it. */
  prepare: (visitor: Visitor, names: string) => Promise<() => Promise<string>>;
  one: (call: Call, userId: string) => Promise<void>;
};

const THOUSAND = Array.from({ length: 1000 }, (_, index) => String(index).padStart(3, "0"));
const LIMIT = { timeoutMs: 600_000 };
const BYSTANDER_EVERY_MS = 50;
const LOOK_EVERY_MS = 2000;
const pathOf = (userId: string) => `/_synapse/admin/v2/users/${encodeURIComponent(userId)}`;

const revocations: Compared = {
  id: "revocations",
  what: "devices of 1,000 users revoked as a job",
  prepare: async (visitor, names) => async () => {
    const { json } = await visitor.write("jobs.start", {
      task: { kind: "revoke_devices" },
      selection: { filter: { name: names } },
    });
    return (json as { job_id: string }).job_id;
  },
  one: async (call, userId) => {
    const answer = (await call("GET", `${pathOf(userId)}/devices`)) as {
      devices: { device_id: string }[];
    };
    const devices = answer.devices.map(({ device_id }) => device_id);
    await call("POST", `${pathOf(userId)}/delete_devices`, { devices });
  },
};

const creations: Compared = {
  id: "creations",
  what: "1,000 users of a checked file created as a job",
  prepare: async (visitor, names) => {
    const rows = THOUSAND.map((number) => `new${names}${number},New User ${number}`);
    const body = ["user_id,displayname", ...rows].join("\n");
    const query = "/api/imports/users?name=users.csv";
    const { json } = await visitor.ask(query, { method: "POST", body });
    const { import_id } = json as { import_id: string };
    await until(
      "the file to be checked",
      async () => {
        const { json: now } = await visitor.read("imports.get", { import_id });
        return (now as Import).state === "checked";
      },
      LIMIT,
    );
    const options = { mode: "create", generate_credentials: false, overwrite_credentials: false };
    return async () => {
      const { json: started } = await visitor.write("imports.start", {
        import_id,
        count: 1000,
        ...options,
      });
      return (started as { job_id: string }).job_id;
    };
  },
  one: async (call, userId) => {
    await call("GET", pathOf(userId)).catch(() => undefined);
    const [number] = /\d{3}(?=:)/.exec(userId) ?? [];
    await call("PUT", pathOf(userId), { displayname: `New User ${number}` });
  },
};

/**
 * Does work for 1,000 accounts as a job, in a plain loop with the same calls, and all at once as a
 * browser does with `Promise.all`; and measures what somebody else gets meanwhile.
 */
export async function measureJobs(
  homeserver: Homeserver,
  dashboards: { postgres: Visitor; embedded: Visitor },
  serverName: string,
): Promise<Figure[]> {
  const dispatcher = new Agent({ connections: 1000, headersTimeout: 0 });
  const call: Call = async (method, path, body) => {
    const { statusCode, body: answer } = await request(homeserver.baseUrl + path, {
      dispatcher,
      method,
      headers: { authorization: `Bearer ${homeserver.accessToken}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    const json: unknown = await answer.json();
    if (statusCode >= 300) throw new Error(`${statusCode}`);
    return json;
  };
  const bystand = async () => {
    await call("GET", pathOf(`@admin:${serverName}`));
  };

  const figures: Figure[] = [];
  for (const work of [revocations, creations]) {
    const prefix = work.id === "creations" ? "@new" : "@";
    const usersOf = (names: string) =>
      THOUSAND.map((number) => `${prefix}${names}${number}:${serverName}`);
    const asJob = async (visitor: Visitor, names: string) => {
      const start = await work.prepare(visitor, names);
      return watched(bystand, async () => {
        const { created_ts, ended_ts, counts } = await untilDone(visitor, await start());
        return { errors: counts.failed, ms: (ended_ts ?? Number.NaN) - created_ts };
      });
    };
    const job = await asJob(dashboards.postgres, "bench0001");
    const embedded = await asJob(dashboards.embedded, "bench0004");
    const loop = await watched(bystand, async () => {
      for (const userId of usersOf("bench0002")) await work.one(call, userId);
      return { errors: 0 };
    });
    const atOnce = await watched(bystand, async () => {
      const all = usersOf("bench0003").map((userId) => work.one(call, userId));
      const ended = await Promise.allSettled(all);
      return { errors: ended.filter(({ status }) => status === "rejected").length };
    });
    figures.push(...compare(work, { job, embedded, loop, atOnce }));
  }
  await dispatcher.close();
  return figures;
}

/** Looks as often as a job's page does. */
async function untilDone(visitor: Visitor, job_id: string): Promise<Job> {
  for (;;) {
    const now = (await visitor.read("jobs.get", { job_id })).json as Job;
    if (now.state === "done") return now;
    await pause(LOOK_EVERY_MS);
  }
}

/** Runs something while somebody else asks the homeserver, too. It may tell its time itself. */
async function watched(
  bystand: () => Promise<void>,
  run: () => Promise<{ errors: number; ms?: number }>,
): Promise<Ran> {
  const bystander: number[] = [];
  const over = new AbortController();
  const watching = (async () => {
    while (!over.signal.aborted) {
      const askedAt = performance.now();
      await bystand();
      bystander.push(performance.now() - askedAt);
      await pause(BYSTANDER_EVERY_MS);
    }
  })();
  const startedAt = performance.now();
  const { errors, ms = performance.now() - startedAt } = await run();
  over.abort();
  await watching;
  return { ms, errors, bystander };
}

type Runs = Record<"job" | "embedded" | "loop" | "atOnce", Ran>;

function compare({ id, what }: Compared, { job, embedded, loop, atOnce }: Runs): Figure[] {
  const seconds = ({ ms }: Ran) => `${round(ms / 1000)} s`;
  const others = (say: (ran: Ran) => string) =>
    `${say(loop)} in a loop, ${say(atOnce)} all at once`;
  return [
    {
      id: `${id}.wall`,
      what: `${what}: time, beside a loop with the same calls`,
      value: job.ms / loop.ms,
      unit: "×",
      comparedWith: `${seconds(job)}; ${others(seconds)}`,
      budget: { atMost: 1.1 },
    },
    {
      id: `${id}.wall-embedded`,
      what: "the same, where the dashboard's store is embedded",
      value: embedded.ms / loop.ms,
      unit: "×",
      comparedWith: `${seconds(embedded)}; ${seconds(loop)} in a loop`,
      budget: { atMost: 1.1 },
    },
    {
      id: `${id}.errors`,
      what: "the same: errors",
      value: job.errors,
      unit: "",
      comparedWith: others(({ errors }) => `${errors}`),
    },
    {
      id: `${id}.bystander`,
      what: "the same: what somebody else's call takes meanwhile, median",
      value: median(job.bystander),
      unit: "ms",
      comparedWith: others(({ bystander }) => `${round(median(bystander))} ms`),
    },
    {
      id: `${id}.bystander-p99`,
      what: "the same: 99th percentile",
      value: p99(job.bystander),
      unit: "ms",
      comparedWith: others(({ bystander }) => `${round(p99(bystander))} ms`),
    },
  ];
}
