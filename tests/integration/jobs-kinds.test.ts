import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import type { BulkTask, Job, JobItem } from "#lib/contract/jobs.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { startProxy } from "#tests/support/proxy.ts";
import { MatrixClient, type Account } from "#scripts/support/synapse/client.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { until } from "#scripts/support/until.ts";
import { Visitor } from "#tests/support/visitor.ts";

vi.setConfig({ testTimeout: 120_000 });
const LIMIT = { timeoutMs: 90_000 };
const { baseUrl, admin } = testHomeserver();
let dashboard: Dashboard;
let synapse: MatrixClient;
let visitor: Visitor;

beforeAll(async () => {
  synapse = await new MatrixClient(baseUrl).loginAs(admin.localpart, admin.password);
  dashboard = await startDashboard({ homeserverUrl: baseUrl });
  visitor = await signedIn(dashboard);
});
afterAll(() => dashboard.stop());

async function signedIn(at: Dashboard) {
  const person = new Visitor(at.url);
  await person.signIn(admin.localpart, admin.password);
  return person;
}

const at = (userId: string) => `/_synapse/admin/v2/users/${encodeURIComponent(userId)}`;
const inRoom = (room: string) => `/_matrix/client/v3/rooms/${encodeURIComponent(room)}`;
const detail = (userId: string) => synapse.call<Record<string, unknown>>("GET", at(userId));

const start = (who: Visitor, task: BulkTask, users: readonly Account[]) =>
  who.write("jobs.start", {
    task,
    selection: { user_ids: users.map(({ userId }) => userId) },
  });

async function itemsAtEnd(who: Visitor, job_id: string): Promise<JobItem[]> {
  await until(
    "the job to be done",
    async () => ((await who.read("jobs.get", { job_id })).json as Job).state === "done",
    LIMIT,
  );
  return ((await who.read("jobs.items", { job_id, limit: 500 })).json as { items: JobItem[] })
    .items;
}

async function run(task: BulkTask, users: readonly Account[], who = visitor): Promise<JobItem[]> {
  const { status, json } = await start(who, task, users);
  expect(status).toBe(200);
  return itemsAtEnd(who, (json as { job_id: string }).job_id);
}

/** An account, and the homeserver as it sees it. */
async function member() {
  const account = await synapse.createUser();
  const client = await new MatrixClient(baseUrl).loginAs(account.localpart, account.password);
  return { account, client };
}

async function room(client: MatrixClient, body: object = {}): Promise<string> {
  const path = "/_matrix/client/v3/createRoom";
  return (await client.call<{ room_id: string }>("POST", path, { body })).room_id;
}

type Event = {
  type: string;
  sender: string;
  content: { body?: string };
  unsigned?: { redacted_because?: unknown };
};
async function eventsIn(room_id: string): Promise<Event[]> {
  const path = `/_synapse/admin/v1/rooms/${encodeURIComponent(room_id)}/messages`;
  const query = { dir: "b", limit: 500 };
  return (await synapse.call<{ chunk: Event[] }>("GET", path, { query })).chunk;
}

/** Texts of the notices that an account got. */
async function noticesFor({ userId }: Account): Promise<(string | undefined)[]> {
  const path = `/_synapse/admin/v1/users/${encodeURIComponent(userId)}/joined_rooms`;
  const { joined_rooms } = await synapse.call<{ joined_rooms: string[] }>("GET", path);
  const events = (await Promise.all(joined_rooms.map(eventsIn))).flat();
  return events
    .filter(({ type, sender }) => type === "m.room.message" && sender.startsWith("@notices:"))
    .map(({ content }) => content.body);
}

const someUsers = (count: number) =>
  Promise.all(Array.from({ length: count }, () => synapse.createUser()));

test("sets and removes shadow bans and types", async () => {
  const users = await someUsers(2);
  const [one] = users;
  if (!one) throw new Error("nobody");
  await run({ kind: "shadow_ban", banned: true }, users);
  expect(await detail(one.userId)).toMatchObject({ shadow_banned: true });
  await run({ kind: "shadow_ban", banned: false }, users);
  await run({ kind: "set_user_type", user_type: "bot" }, users);
  expect(await detail(one.userId)).toMatchObject({ shadow_banned: false, user_type: "bot" });
  await run({ kind: "set_user_type", user_type: null }, users);
  expect(await detail(one.userId)).toMatchObject({ user_type: null });
});

describe("joining accounts to a room", () => {
  test("skips members of the room, also in a private room", async () => {
    const owner = await new MatrixClient(baseUrl).loginAs(admin.localpart, admin.password);
    const { account, client } = await member();
    const { account: other } = await member();
    const room_id = await room(owner, { invite: [account.userId] });
    await client.call("POST", `${inRoom(room_id)}/join`, { body: {} });
    expect(await run({ kind: "join_room", room: room_id }, [account, other])).toMatchObject([
      { state: "done", result: { joined: false } },
      { state: "done", result: { joined: true } },
    ]);
    const { joined } = await owner.call<{ joined: object }>(
      "GET",
      `${inRoom(room_id)}/joined_members`,
    );
    expect(Object.keys(joined)).toContain(other.userId);
  });

  test("accepts an alias, and rejects hopeless input before it starts", async () => {
    const { account, client } = await member();
    const alias = `room-${crypto.randomUUID().slice(0, 8)}`;
    await room(client, { preset: "public_chat", room_alias_name: alias });
    const [user] = await someUsers(1);
    if (!user) throw new Error("nobody");
    const server = user.userId.slice(user.userId.indexOf(":") + 1);
    const task = { kind: "join_room", room: `#${alias}:${server}` } as const;
    expect(await run(task, [user])).toMatchObject([{ state: "done", result: { joined: true } }]);

    const closed = await room(client);
    const refused = await start(visitor, { kind: "join_room", room: closed }, [account]);
    expect(refused.json).toMatchObject({ code: "not_in_room" });
    const nowhere = await start(visitor, { kind: "join_room", room: `#no-${alias}:${server}` }, [
      account,
    ]);
    expect(nowhere.json).toMatchObject({ code: "not_found" });
  });
});

test("deletes files until none is left, and counts each", async () => {
  const { account, client } = await member();
  const COUNT = 130;
  for (let sent = 0; sent < COUNT; sent += 1) {
    await client.upload(`${sent}.txt`, "text/plain", new TextEncoder().encode(`File ${sent}`));
  }
  expect(await run({ kind: "delete_media" }, [account])).toMatchObject([
    { state: "done", result: { files: COUNT } },
  ]);
  const path = `/_synapse/admin/v1/users/${encodeURIComponent(account.userId)}/media`;
  expect(await synapse.call("GET", path)).toMatchObject({ total: 0 });
});

describe("removing messages", () => {
  const everything: Extract<BulkTask, { kind: "redact" }> = {
    kind: "redact",
    rooms: [],
    use_admin: false,
  };
  const say = (client: MatrixClient, room_id: string, body: string) =>
    client.call("PUT", `${inRoom(room_id)}/send/m.room.message/${crypto.randomUUID()}`, {
      body: { msgtype: "m.text", body },
    });
  const messagesOf = async (room_id: string, { userId }: Account) =>
    (await eventsIn(room_id)).filter(
      ({ type, sender }) => type === "m.room.message" && sender === userId,
    );

  test("removes every message once, also from users who left, and over 1,000 in a room", async () => {
    const { account, client } = await member();
    const { client: host } = await member();
    const room_id = await room(host, { preset: "public_chat" });
    await client.call("POST", `${inRoom(room_id)}/join`, { body: {} });
    const COUNT = 30;
    for (let sent = 0; sent < COUNT; sent += 1) await say(client, room_id, `Spam ${sent}`);
    await client.call("POST", `${inRoom(room_id)}/leave`, { body: {} });
    expect(await run({ ...everything, reason: "Spam" }, [account])).toMatchObject([
      { state: "done", result: { redacted_rooms: 1 } },
    ]);
    const messages = await messagesOf(room_id, account);
    expect(messages).toHaveLength(COUNT);
    expect(messages.filter(({ content }) => content.body !== undefined)).toEqual([]);
    const redactions = (await eventsIn(room_id)).filter(({ type }) => type === "m.room.redaction");
    // One for the join besides.
    expect(redactions).toHaveLength(COUNT + 1);
    const { json } = await visitor.read("audit.list", {
      target: account.userId,
      action: "users.redact",
    });
    expect(json).toMatchObject({ records: [{ input: { limit: 1_000_000, rooms: [room_id] } }] });
  });

  test("keeps messages in other rooms, and names the ones not removed", async () => {
    const { account, client } = await member();
    const { client: host } = await member();
    const rooms = [await room(host, { preset: "public_chat" }), await room(client)];
    const [theirs = "", own = ""] = rooms;
    await client.call("POST", `${inRoom(theirs)}/join`, { body: {} });
    for (const room_id of rooms) await say(client, room_id, "Hello");
    await run({ ...everything, rooms: [own] }, [account]);
    expect(await messagesOf(own, account)).toMatchObject([{ content: {} }]);
    expect(await messagesOf(theirs, account)).toMatchObject([{ content: { body: "Hello" } }]);

    // The admin is not in that room.
    const [item] = await run({ ...everything, rooms: [theirs], use_admin: true }, [account]);
    expect(item).toMatchObject({ state: "failed", error: { code: "redaction_partial" } });
    expect(item?.result["failed_redactions"]).toEqual(
      expect.arrayContaining([
        { event_id: expect.stringMatching(/^\$/), error: expect.stringMatching(/not in room/) },
      ]),
    );
  });

  test("resumes a redaction after a crash without sending it twice", async () => {
    const { account, client } = await member();
    const room_id = await room(client);
    for (let sent = 0; sent < 40; sent += 1) await say(client, room_id, `Spam ${sent}`);
    const begun: string[] = [];
    await using proxy = await startProxy(baseUrl, (url, _headers, method) => {
      if (method !== "POST" || !url.endsWith("/redact")) return undefined;
      begun.push(url);
      return "unanswered";
    });
    const other = await startDashboard({
      homeserverUrl: proxy.url,
      env: { HOMESERVER_TIMEOUT_MS: "1000" },
    });
    const person = await signedIn(other);
    const { json } = await start(person, everything, [account]);
    await until("the redaction to be begun", () => begun.length > 0, LIMIT);
    await other.kill();
    await other.restart();
    expect(await itemsAtEnd(person, (json as { job_id: string }).job_id)).toMatchObject([
      { state: "done", result: { redacted_rooms: 1 } },
    ]);
    expect(begun).toHaveLength(1);
    await other.stop();
    const messages = await messagesOf(room_id, account);
    expect(messages.filter(({ content }) => content.body !== undefined)).toEqual([]);
  });
});

describe("sending a notice", () => {
  const task = (text: string) => ({ kind: "notice", text, people_only: true }) as const;

  test("delivers a notice to users, and reports each delivery", async () => {
    const [user, gone] = await someUsers(2);
    if (!user || !gone) throw new Error("nobody");
    await synapse.call("POST", `/_synapse/admin/v1/deactivate/${encodeURIComponent(gone.userId)}`, {
      body: {},
    });
    const items = await run(task("We restart at noon."), [user, gone]);
    expect(items).toMatchObject([
      { state: "done", result: { event_id: expect.stringMatching(/^\$/) } },
      { state: "skipped", result: { reason: "nobody_reads" } },
    ]);
    expect(await noticesFor(user)).toEqual(["We restart at noon."]);
  });

  test("sends a notice once despite lost answers, also after a takeover with another token", async () => {
    const users = await someUsers(6);
    let asked = 0;
    await using proxy = await startProxy(baseUrl, (url, _headers, method) => {
      if (method !== "PUT" || !url.includes("/send_server_notice/")) return undefined;
      asked += 1;
      return asked % 3 === 1 ? "unanswered" : undefined;
    });
    const other = await startDashboard({
      homeserverUrl: proxy.url,
      env: { HOMESERVER_TIMEOUT_MS: "1000" },
    });
    const person = await signedIn(other);
    const { json } = await start(person, task("Once"), users);
    const { job_id } = json as { job_id: string };
    await until("a notice to be sent", () => asked > 0, LIMIT);
    await other.kill();
    await other.restart();
    const successor = await signedIn(other);
    await successor.write("jobs.pause", { job_id });
    await successor.write("jobs.takeOver", { job_id });
    const items = await itemsAtEnd(successor, job_id);
    expect(items.map(({ state }) => state)).toEqual(users.map(() => "done"));
    await other.stop();
    for (const user of users) expect(await noticesFor(user)).toEqual(["Once"]);
  });
});
