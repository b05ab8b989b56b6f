import {
  expect,
  test as base,
  type BrowserContext,
  type Locator,
  type Page,
} from "@playwright/test";

import { MatrixClient, type Account } from "#scripts/support/synapse/client.ts";
import { testHomeserver } from "#tests/support/test-run.ts";
import { Visitor } from "#tests/support/visitor.ts";

type Fixtures = {
  /** The homeserver, as its admin sees it. */
  synapse: MatrixClient;
  /** An admin of this test's own, who is signed in at the dashboard. */
  admin: Account;
  /** Messages on the browser's console that this test expects. */
  expectedOnConsole: RegExp[];
  /** Ends what the test started, when what the page said on its console has been looked at: it may ask still. */
  afterwards: AsyncDisposableStack;
};

export const test = base.extend<Fixtures>({
  synapse: async ({}, use) => {
    const { baseUrl, admin } = testHomeserver();
    await use(await new MatrixClient(baseUrl).loginAs(admin.localpart, admin.password));
  },

  admin: async ({ synapse, context, baseURL }, use) => {
    const account = await synapse.createUser({ admin: true, displayname: "Ada Lind" });
    await signIn(context, `${baseURL}`, account);
    await use(account);
  },

  expectedOnConsole: [[], { option: true }],

  afterwards: async ({}, use) => {
    await using stack = new AsyncDisposableStack();
    await use(stack);
  },

  // A message on the console is a failure, as in all other tests.
  page: async ({ page, expectedOnConsole, afterwards: _endsLater }, use) => {
    const said: string[] = [];
    page.on("console", (message) => {
      if (!["error", "warning"].includes(message.type())) return;
      said.push(`${message.text()} ${message.location().url}`);
    });
    page.on("pageerror", (error) => said.push(String(error)));
    await use(page);
    const isExpected = (text: string) => expectedOnConsole.some((pattern) => pattern.test(text));
    expect(said.filter((text) => !isExpected(text))).toEqual([]);
  },
});
export { expect };

/** Chromium itself says so when an answer is refused. */
export const REFUSED = /^Failed to load resource: the server responded with a status of 4\d\d/;

/** Signs in without the page for it, so that only the tests of that page pay for it. */
export async function signIn(
  context: BrowserContext,
  url: string,
  { localpart, password }: Pick<Account, "localpart" | "password">,
): Promise<void> {
  const visitor = new Visitor(url);
  await visitor.signIn(localpart, password);
  await context.addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, url })));
}

/** A user who is signed in with devices of these names. */
export async function createUser(synapse: MatrixClient, devices: string[] = [], rest: object = {}) {
  const account = await synapse.createUser({ displayname: "Chiara Neri", ...rest });
  const guest = new MatrixClient(synapse.baseUrl);
  const logins = [];
  for (const deviceName of devices) {
    logins.push(await guest.login(account.localpart, account.password, { deviceName }));
  }
  return { ...account, logins };
}

export const pathOf = ({ userId }: Pick<Account, "userId">) =>
  `/users/${encodeURIComponent(userId)}`;

/** Goes to a page of the console, and waits until its frame is alive: keys that come before are lost. */
export async function open(page: Page, path: string): Promise<void> {
  const alive = page.waitForResponse(/\/session\.lifetime/);
  await page.goto(path);
  await alive;
}

type Signed = { page: Page; admin: Account; synapse: MatrixClient };
type Opened = { devices?: string[]; account?: object; tab?: `/${string}` };

/** Creates a user, and opens their page or a tab of it as the admin of this test. */
export async function openUser(
  { page, synapse }: Signed,
  { devices = [], account = {}, tab }: Opened = {},
) {
  const user = await createUser(synapse, devices, account);
  await open(page, `${pathOf(user)}${tab ?? ""}`);
  return user;
}

/** Presses a key until the page hears it: what is in the frame comes alive a little after it. */
export async function pressUntilFocused(page: Page, key: string, goal: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(goal).toBeFocused({ timeout: 1 });
  }).toPass();
}
