import type { Readable } from "node:stream";
import { request } from "undici";

type Ask = { method?: string; body?: string | Readable; headers?: Record<string, string> };
export type Answer = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The body as JSON, where it is that. */
  json: unknown;
};

/**
 * A browser's cookies without a browser: what a test needs to knock at the dashboard's door, also
 * in ways that no browser would.
 */
export class Visitor {
  readonly cookies = new Map<string, string>();
  readonly origin: string;
  readonly #headers: Record<string, string>;

  /** @param headers that it sends with everything it asks for. */
  constructor(origin: string, headers: Record<string, string> = {}) {
    this.origin = origin;
    this.#headers = headers;
  }

  async ask(path: string, { method = "GET", body, headers = {} }: Ask = {}): Promise<Answer> {
    const answer = await request(this.origin + path, {
      method: method as "GET",
      headers: {
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(method !== "GET" && { origin: this.origin }),
        ...this.#headers,
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    for (const cookie of [answer.headers["set-cookie"] ?? []].flat()) this.#keep(cookie);
    const text = await answer.body.text();
    return { status: answer.statusCode, headers: answer.headers, text, json: parse(text) };
  }

  /** Asks the door for an action. */
  read(id: string, input: unknown = {}): Promise<Answer> {
    return this.ask(`/api/admin/${id}?${new URLSearchParams({ input: JSON.stringify(input) })}`);
  }

  write(id: string, input: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask(`/api/admin/${id}`, { method: "POST", body: JSON.stringify(input), headers });
  }

  signIn(user: string, password: string, callbackUrl = "/", server = ""): Promise<Answer> {
    return this.signInWith("credentials", { server, user, password, callbackUrl });
  }

  /** Goes on in another of its sessions. */
  switchTo(session: string): Promise<Answer> {
    return this.signInWith("session", { session });
  }

  /** Leaves for where the homeserver lets people sign in. Answers the address to go to, as JSON. */
  beginRedirect(request: object): Promise<Answer> {
    const body = JSON.stringify({ to: "/", ...request });
    const headers = { "content-type": "application/json" };
    return this.ask("/api/sign-in/redirect", { method: "POST", body, headers });
  }

  /** One of the ways that are not a password. */
  async signInWith(way: string, given: Record<string, string>): Promise<Answer> {
    const { csrfToken } = (await this.ask("/api/auth/csrf")).json as { csrfToken: string };
    const fields = { callbackUrl: "/", ...given, csrfToken, json: "true" };
    return this.ask(`/api/auth/callback/${way}`, {
      method: "POST",
      body: `${new URLSearchParams(fields)}`,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
  }

  /** As a browser does: an empty or expired cookie is gone. */
  #keep(cookie: string): void {
    const [pair = "", ...attributes] = cookie.split("; ");
    const at = pair.indexOf("=");
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    const ends = attributes.find((attribute) => /^expires=/i.test(attribute))?.slice(8);
    const isOver = ends !== undefined && Date.parse(ends) <= Date.now();
    if (isOver || attributes.some((attribute) => /^max-age=0$/i.test(attribute))) {
      this.cookies.delete(name);
    } else this.cookies.set(name, value);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
