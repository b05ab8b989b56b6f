import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

type Secrets = Record<
  "registrationSharedSecret" | "macaroonSecretKey" | "formSecret" | "appserviceToken",
  string
>;

type Options = {
  /** The folder of all its data. */
  dir: string;
  port: number;
  serverName: string;
  /** Top-level settings of homeserver.yaml that replace the ones here. */
  config: Record<string, unknown>;
};

/** Writes a Synapse's configuration; its secrets are generated once. */
export async function writeConfig(options: Options): Promise<{ path: string; secrets: Secrets }> {
  const { dir } = options;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const secrets = await readOrMakeSecrets(join(dir, "secrets.json"));
  const write = async (name: string, content: unknown) => {
    const path = join(dir, name);
    // JSON is YAML.
    await writeFile(path, JSON.stringify(content, null, 2), { mode: 0o600 });
    return path;
  };

  const log_config = await write("log.yaml", logging(join(dir, "homeserver.log")));
  const registration = await write("appservice.yaml", appservice(options.serverName, secrets));
  const path = await write("homeserver.yaml", {
    ...homeserver(options, secrets),
    log_config,
    app_service_config_files: [registration],
    ...options.config,
  });
  return { path, secrets };
}

const homeserver = ({ dir, port, serverName }: Options, secrets: Secrets) => ({
  server_name: serverName,
  public_baseurl: `http://127.0.0.1:${port}/`,
  listeners: [
    {
      port,
      type: "http",
      tls: false,
      bind_addresses: ["127.0.0.1"],
      x_forwarded: true,
      resources: [{ names: ["client", "media", "keys"], compress: false }],
    },
  ],
  database: { name: "sqlite3", args: { database: join(dir, "homeserver.db") } },
  signing_key_path: join(dir, "signing.key"),
  media_store_path: join(dir, "media"),
  registration_shared_secret: secrets.registrationSharedSecret,
  macaroon_secret_key: secrets.macaroonSecretKey,
  form_secret: secrets.formSecret,
  report_stats: false,

  // No federation.
  federation_domain_whitelist: [],
  trusted_key_servers: [],
  suppress_key_server_warning: true,
  url_preview_enabled: false,
  push: { enabled: false },

  // With session_lifetime or nonrefreshable_access_token_lifetime set, guests get a 500.
  enable_registration: true,
  registration_requires_token: true,
  allow_guest_access: true,
  login_via_existing_session: { enabled: true, require_ui_auth: true },
  // Synapse's 12 rounds cost a quarter of a second per password.
  bcrypt_rounds: 4,

  // A new database runs these for a minute, and until then Synapse answers 500 to some writes.
  background_updates: { sleep_enabled: false },

  // The default denies: a room created as public would silently stay unlisted.
  room_list_publication_rules: [{ action: "allow" }],
  allow_public_rooms_without_auth: true,
  user_directory: { enabled: true, search_all_users: true, show_locked_users: true },
  user_ips_max_age: null,
  max_upload_size: "20M",
  dynamic_thumbnails: true,
  server_notices: {
    system_mxid_localpart: "notices",
    system_mxid_display_name: "Server notices",
    room_name: "Server notices",
    auto_join: true,
  },
  ...relaxedLimits,
});

const relaxed = { per_second: 10_000, burst_count: 10_000 };
const relaxedLimits = {
  rc_message: relaxed,
  rc_registration: relaxed,
  rc_registration_token_validity: relaxed,
  rc_login: { address: relaxed, account: relaxed, failed_attempts: relaxed },
  rc_admin_redaction: relaxed,
  rc_joins: { local: relaxed, remote: relaxed },
  rc_joins_per_room: relaxed,
  rc_3pid_validation: relaxed,
  rc_invites: { per_room: relaxed, per_user: relaxed, per_issuer: relaxed },
  rc_third_party_invite: relaxed,
  rc_media_create: relaxed,
  rc_presence: { per_user: relaxed },
  rc_room_creation: relaxed,
  rc_reports: relaxed,
  rc_user_directory: relaxed,
  rc_profile: relaxed,
  rc_delayed_event_mgmt: relaxed,
};

/** Without a URL nothing is sent to it; it allows creating bridged users. */
const appservice = (serverName: string, { appserviceToken }: Secrets) => ({
  id: "irc-bridge",
  url: null,
  as_token: appserviceToken,
  hs_token: `${appserviceToken}-unused`,
  sender_localpart: "irc-bridge",
  rate_limited: false,
  namespaces: {
    users: [{ exclusive: true, regex: `@irc_.*:${serverName.replaceAll(".", "\\.")}` }],
    aliases: [],
    rooms: [],
  },
});

const logging = (filename: string) => ({
  version: 1,
  formatters: {
    precise: { format: "%(asctime)s %(levelname)s %(name)s - %(request)s - %(message)s" },
  },
  handlers: {
    file: {
      class: "logging.FileHandler",
      formatter: "precise",
      filename,
      mode: "w",
      encoding: "utf8",
    },
  },
  loggers: { "synapse.storage.SQL": { level: "WARNING" } },
  root: { level: "INFO", handlers: ["file"] },
  disable_existing_loggers: false,
});

async function readOrMakeSecrets(path: string): Promise<Secrets> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Secrets;
  } catch {
    const make = () => randomBytes(24).toString("base64url");
    const secrets: Secrets = {
      registrationSharedSecret: make(),
      macaroonSecretKey: make(),
      formSecret: make(),
      appserviceToken: make(),
    };
    await writeFile(path, JSON.stringify(secrets), { mode: 0o600 });
    return secrets;
  }
}
