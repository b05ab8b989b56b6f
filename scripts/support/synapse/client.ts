import { createHmac, randomBytes } from "node:crypto";

type Caller = {
  token?: string;
  userAgent?: string;
  /** The address reported to the homeserver. */
  ip?: string;
  query?: Record<string, string | number | boolean>;
};
type LoginOptions = { deviceId?: string; deviceName?: string; refreshToken?: boolean };
export type LoggedIn = {
  user_id: string;
  access_token: string;
  device_id: string;
  refresh_token?: string;
  expires_in_ms?: number;
};
export type Device = {
  device_id: string;
  display_name: string | null;
  last_seen_ip: string | null;
  last_seen_ts: number | null;
  last_seen_user_agent: string | null;
};
export type Registration = {
  localpart: string;
  password: string;
  admin: boolean;
  inhibitLogin?: boolean;
};
export type Account = { userId: string; localpart: string; password: string };

/** The homeserver's error. */
export class MatrixError extends Error {
  override name = "MatrixError";
  readonly status: number;
  readonly errcode: string | undefined;
  readonly error: string | undefined;
  /** The whole answer: a 401 may be the first of several sign-in steps. */
  readonly body: unknown;

  constructor(call: string, status: number, body: unknown) {
    const { errcode, error } = (body ?? {}) as { errcode?: string; error?: string };
    super(`${call}: ${status} ${errcode ?? ""} ${error ?? ""}`);
    this.status = status;
    this.errcode = errcode;
    this.error = error;
    this.body = body;
  }
}

const LIMIT_MS = 60_000;

/** A name that no other test uses. */
export const randomName = (prefix = "user") => `${prefix}-${randomBytes(6).toString("hex")}`;

/** A homeserver's client, with a fixed caller unless a call overrides it. */
export class MatrixClient {
  readonly baseUrl: string;
  readonly caller: Caller;

  constructor(baseUrl: string, caller: Caller = {}) {
    this.baseUrl = baseUrl;
    this.caller = caller;
  }

  as(caller: Caller): MatrixClient {
    return new MatrixClient(this.baseUrl, { ...this.caller, ...caller });
  }

  /** The answer's type is the caller's claim, unchecked. */
  async call<Answer = unknown>(
    method: string,
    path: string,
    { body, ...options }: Caller & { body?: unknown } = {},
  ): Promise<Answer> {
    const { token, userAgent, ip } = { ...this.caller, ...options };
    const query = { ...this.caller.query, ...options.query };
    const url = new URL(this.baseUrl + path);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, String(value));
    const isBinary = body instanceof Blob;
    const headers: Record<string, string> = {};
    if (token) headers["authorization"] = `Bearer ${token}`;
    if (userAgent) headers["user-agent"] = userAgent;
    // Synapse warns about a forwarded address without the scheme.
    if (ip) Object.assign(headers, { "x-forwarded-for": ip, "x-forwarded-proto": "https" });
    if (body !== undefined && !isBinary) headers["content-type"] = "application/json";

    const response = await fetch(url, {
      method,
      headers,
      signal: AbortSignal.timeout(LIMIT_MS),
      ...(body !== undefined && { body: isBinary ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer: unknown = text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : text;
    if (!response.ok) throw new MatrixError(`${method} ${url.pathname}`, response.status, answer);
    return answer as Answer;
  }

  login(user: string, password: string, options: LoginOptions = {}): Promise<LoggedIn> {
    return this.call<LoggedIn>("POST", "/_matrix/client/v3/login", {
      body: {
        type: "m.login.password",
        identifier: { type: "m.id.user", user },
        password,
        device_id: options.deviceId,
        initial_device_display_name: options.deviceName,
        refresh_token: options.refreshToken,
      },
    });
  }

  /** Signs in; returns a client of that user. */
  async loginAs(user: string, password: string, options?: LoginOptions): Promise<MatrixClient> {
    return this.as({ token: (await this.login(user, password, options)).access_token });
  }

  async serverName(): Promise<string> {
    const { user_id } = await this.call<{ user_id: string }>(
      "GET",
      "/_matrix/client/v3/account/whoami",
    );
    return user_id.slice(user_id.indexOf(":") + 1);
  }

  /** Creates an account as an admin. Other fields are sent unchanged. */
  async createUser(
    account: { localpart?: string; password?: string } & Record<string, unknown> = {},
  ): Promise<Account> {
    const { localpart = randomName(), password = randomName("password"), ...rest } = account;
    const userId = `@${localpart}:${await this.serverName()}`;
    await this.call("PUT", `/_synapse/admin/v2/users/${encodeURIComponent(userId)}`, {
      body: { password, ...rest },
    });
    return { userId, localpart, password };
  }

  /** A user's devices, as an admin sees them. */
  async devicesOf(userId: string): Promise<Device[]> {
    const path = `/_synapse/admin/v2/users/${encodeURIComponent(userId)}/devices`;
    return (await this.call<{ devices: Device[] }>("GET", path)).devices;
  }

  async isTokenAlive(token: string): Promise<boolean> {
    try {
      await this.call("GET", "/_matrix/client/v3/account/whoami", { token });
      return true;
    } catch (error) {
      if (error instanceof MatrixError && error.status === 401) return false;
      throw error;
    }
  }

  async upload(name: string, type: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const answer = await this.call<{ content_uri: string }>("POST", "/_matrix/media/v3/upload", {
      body: new Blob([bytes], { type }),
      query: { filename: name },
    });
    return answer.content_uri;
  }

  /** Creates an account with the server's shared secret, whatever its login settings. */
  async register(
    sharedSecret: string,
    { localpart, password, admin, inhibitLogin = false }: Registration,
  ): Promise<Partial<LoggedIn>> {
    const path = "/_synapse/admin/v1/register";
    const { nonce } = await this.call<{ nonce: string }>("GET", path);
    const mac = createHmac("sha1", sharedSecret)
      .update([nonce, localpart, password, admin ? "admin" : "notadmin"].join("\0"))
      .digest("hex");
    return this.call("POST", path, {
      body: { nonce, username: localpart, password, admin, mac, inhibit_login: inhibitLogin },
    });
  }
}
