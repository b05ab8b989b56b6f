import { MatrixError, type MatrixClient } from "#scripts/support/synapse/client.ts";

import { DAY, HOUR } from "./durations.ts";
import type { Scene } from "./scene.ts";

const REGISTER = "/_matrix/client/v3/register";
const WELCOME = "friends-of-the-harbour";
const ONE_TIME = { token: "press-visit", usedBy: "ellen.wood" };
const UNFINISHED = "volunteers";

/** Plans registration tokens of every state: open, limited, used up, expired, in use just now. */
export function planInvitations({ timeline, now, admin, anyone }: Scene): void {
  const make = (daysAgo: number, token: object) =>
    timeline.at(now - daysAgo * DAY, () =>
      admin.call("POST", "/_synapse/admin/v1/registration_tokens/new", { body: token }),
    );
  const inDays = (days: number) => Math.round(now + days * DAY);
  void make(420, { token: WELCOME });
  void make(300, { token: "summer-party", expiry_time: inDays(-240) });
  void make(90, { token: "workshop-week", uses_allowed: 20 });
  void make(45, { token: ONE_TIME.token, uses_allowed: 1 });
  void make(12, { token: UNFINISHED, uses_allowed: 50, expiry_time: inDays(21) });
  void make(2, { length: 32 });
  void make(1, { length: 16, uses_allowed: 3, expiry_time: inDays(6) });

  void timeline.at(now - HOUR, () =>
    showToken(anyone, { username: "half.way", password: "not-finished" }, UNFINISHED),
  );
}

/** Registers with a registration token. */
export async function registerInvited(
  anyone: MatrixClient,
  username: string,
  password: string,
): Promise<void> {
  const account = { username, password, inhibit_login: true };
  const token = username === ONE_TIME.usedBy ? ONE_TIME.token : WELCOME;
  const session = await showToken(anyone, account, token);
  await anyone.call("POST", REGISTER, {
    body: { ...account, auth: { type: "m.login.dummy", session } },
  });
}

/** Starts a registration and shows the token; if it stops there, it counts as pending. */
async function showToken(anyone: MatrixClient, account: object, token: string): Promise<string> {
  const step = (auth?: object) =>
    sessionIn(anyone.call("POST", REGISTER, { body: { ...account, ...(auth && { auth }) } }));
  const session = await step();
  return step({ type: "m.login.registration_token", token, session });
}

/** The session of an answer that requires another step. */
async function sessionIn(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    const { session } = (error instanceof MatrixError ? error.body : {}) as { session?: string };
    if (session) return session;
    throw error;
  }
  throw new Error("the registration asked for no further step");
}
