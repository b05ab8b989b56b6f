import { DatabaseSync } from "node:sqlite";

/**
 * Puts so many users, each with a device, into the database of a Synapse on SQLite that is stopped.
 * By its API that would take longer than everything that is measured.
 */
export function addManyUsers(database: string, serverName: string, count: number): void {
  const db = new DatabaseSync(database);
  const nowSeconds = Math.floor(Date.now() / 1000);
  const user = db.prepare(
    "INSERT INTO users (name, creation_ts, admin, is_guest, deactivated, shadow_banned, approved, locked, suspended) VALUES (?, ?, 0, 0, 0, 0, 1, 0, 0)",
  );
  const profile = db.prepare(
    "INSERT INTO profiles (user_id, displayname, full_user_id) VALUES (?, ?, ?)",
  );
  const device = db.prepare(
    "INSERT INTO devices (user_id, device_id, display_name, last_seen, ip, user_agent, hidden) VALUES (?, ?, 'Element Web', ?, '192.0.2.1', 'Element', 0)",
  );
  db.exec("BEGIN");
  for (let index = 0; index < count; index += 1) {
    const localpart = `bench${String(index).padStart(7, "0")}`;
    const userId = `@${localpart}:${serverName}`;
    user.run(userId, nowSeconds - index * 60);
    profile.run(localpart, `Bench User ${index}`, userId);
    device.run(userId, `DEVICE${index}`, (nowSeconds - index * 90) * 1000);
  }
  db.exec("COMMIT; ANALYZE");
  db.close();
}
