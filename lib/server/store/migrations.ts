import "server-only";
import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";

const statements = (...texts: string[]): Migration => ({
  up: async (db: Kysely<unknown>) => {
    for (const text of texts) await sql.raw(text).execute(db);
  },
});

/** The store's migrations, in order. A published one is never changed: add another instead. */
export const migrations: Record<string, Migration> = {
  "0001-sessions": statements(
    `create table dashboard.sessions (
      id uuid primary key default gen_random_uuid(),
      handle_hash text not null unique,
      user_id text not null,
      homeserver text not null,
      device_id text not null,
      sealed_token text,
      started_at timestamptz not null,
      seen_at timestamptz not null,
      address text,
      user_agent text,
      ended_at timestamptz,
      end_reason text,
      retry_at timestamptz,
      attempts integer not null default 0
    )`,
    `create index sessions_user_id on dashboard.sessions (user_id)`,
  ),

  "0002-audit": statements(
    `create table dashboard.audit (
      id bigint generated always as identity primary key,
      entry uuid not null,
      phase text not null check (phase in ('intent', 'outcome')),
      at timestamptz not null default now(),
      who text,
      address text,
      action text,
      target text,
      input jsonb,
      job_id uuid,
      outcome text check (outcome in ('done', 'failed', 'unknown')),
      error jsonb,
      duration_ms integer,
      unique (entry, phase)
    )`,
    `create index audit_target on dashboard.audit (target, id) where phase = 'intent'`,
    `create index audit_who on dashboard.audit (who, id) where phase = 'intent'`,
    `create index audit_at on dashboard.audit (at)`,
    // One function deletes whole past days, and leaves a record; nothing else deletes or changes one.
    `create function dashboard.audit_guard() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' and current_setting('dashboard.audit_cut', true) = 'on'
        and old.at < date_trunc('day', now(), 'UTC') then
        return old;
      end if;
      raise exception 'The audit trail only grows: % is refused.', tg_op;
    end $$`,
    `create trigger audit_only_grows before update or delete on dashboard.audit
      for each row execute function dashboard.audit_guard()`,
    `create trigger audit_is_not_emptied before truncate on dashboard.audit
      for each statement execute function dashboard.audit_guard()`,
    `create function dashboard.audit_cut(before date) returns bigint
      language plpgsql security definer set search_path = pg_catalog as $$
    declare
      gone bigint;
      entry uuid := gen_random_uuid();
    begin
      perform set_config('dashboard.audit_cut', 'on', true);
      delete from dashboard.audit
        where at < least(before::timestamp at time zone 'UTC', date_trunc('day', now(), 'UTC'));
      get diagnostics gone = row_count;
      perform set_config('dashboard.audit_cut', 'off', true);
      if gone > 0 then
        insert into dashboard.audit (entry, phase, action, input)
          values (entry, 'intent', 'audit.cut', jsonb_build_object('before', before, 'records', gone));
        insert into dashboard.audit (entry, phase, outcome, duration_ms) values (entry, 'outcome', 'done', 0);
      end if;
      return gone;
    end $$`,
  ),

  "0003-jobs": statements(
    `create table dashboard.jobs (
      id uuid primary key default gen_random_uuid(),
      task jsonb not null,
      filter jsonb,
      admins jsonb not null,
      session_id uuid not null,
      homeserver text not null,
      state text not null default 'running',
      is_collected boolean not null,
      pace jsonb not null,
      created_at timestamptz not null default now(),
      ended_at timestamptz
    )`,
    `create index jobs_session_id on dashboard.jobs (session_id) where ended_at is null`,
    `create table dashboard.job_items (
      job_id uuid not null references dashboard.jobs on delete cascade,
      seq integer not null,
      target text not null,
      state text not null default 'pending',
      attempts integer not null default 0,
      error jsonb,
      result jsonb not null default '{}',
      ended_at timestamptz,
      primary key (job_id, seq)
    )`,
    `create index job_items_state on dashboard.job_items (job_id, state, seq)`,
  ),

  "0004-imports": statements(
    `create table dashboard.imports (
      id uuid primary key default gen_random_uuid(),
      author text not null,
      file_name text not null,
      columns jsonb not null,
      state text not null default 'receiving',
      rows integer not null default 0,
      counts jsonb,
      error jsonb,
      job_id uuid references dashboard.jobs on delete cascade,
      claimed_at timestamptz,
      created_at timestamptz not null default now(),
      touched_at timestamptz not null default now()
    )`,
    `create table dashboard.import_rows (
      import_id uuid not null references dashboard.imports on delete cascade,
      line integer not null,
      user_id text,
      account jsonb not null,
      secret text,
      is_generated boolean not null default false,
      problems jsonb not null default '[]',
      plan text,
      reason text,
      changes jsonb not null default '[]',
      begun_at timestamptz,
      primary key (import_id, line)
    )`,
    `create index import_rows_user_id on dashboard.import_rows (import_id, user_id)`,
    `create index import_rows_plan on dashboard.import_rows (import_id, plan, line)`,
  ),

  "0005-snapshots": statements(
    `create table dashboard.snapshots (
      user_id text primary key,
      sealed text not null,
      taken_at timestamptz not null
    )`,
    `create index snapshots_taken_at on dashboard.snapshots (taken_at)`,
  ),

  "0006-logins": statements(
    `create table dashboard.logins (
      id uuid primary key default gen_random_uuid(),
      who text not null,
      target text not null,
      homeserver text not null,
      reason text not null,
      sealed_token text not null,
      created_at timestamptz not null,
      expires_at timestamptz not null
    )`,
    `create index logins_target on dashboard.logins (target)`,
    `create index logins_expires_at on dashboard.logins (expires_at)`,
  ),

  "0007-renewed-tokens": statements(
    `alter table dashboard.sessions
      add column renew_at timestamptz,
      add column renewing_until timestamptz`,
  ),

  "0008-pasted-tokens": statements(
    `alter table dashboard.sessions
      alter column device_id drop not null,
      add column got_by text not null default 'password',
      add column keeps_token boolean not null default false`,
  ),

  // The realm of each row, where several homeservers share a store. Before, there was one, named in the
  // Matrix IDs. Audit records never change: theirs comes from `who`.
  "0009-realms": statements(
    ...(
      [
        ["sessions", "user_id"],
        ["jobs", "admins ->> -1"],
        ["imports", "author"],
        ["snapshots", "user_id"],
      ] as const
    ).flatMap(([table, whose]) => [
      `alter table dashboard.${table} add column realm text`,
      `update dashboard.${table} set realm = substr(${whose}, strpos(${whose}, ':') + 1)`,
      `alter table dashboard.${table} alter column realm set not null`,
    ]),
    `alter table dashboard.snapshots drop constraint snapshots_pkey`,
    `alter table dashboard.snapshots add primary key (realm, user_id)`,
    `alter table dashboard.audit add column realm text`,
    `create index audit_realm on dashboard.audit (realm, id) where phase = 'intent'`,
  ),

  "0010-mas": statements(
    `alter table dashboard.sessions add column mas_issuer text`,
    `create table dashboard.oauth_clients (
      issuer text not null,
      redirect_uri text not null,
      client_id text not null,
      registered_at timestamptz not null default now(),
      primary key (issuer, redirect_uri)
    )`,
  ),

  // The table of rate-limiter-flexible.
  "0011-attempts": statements(
    `create table dashboard.attempts (
      key varchar(255) primary key,
      points integer not null default 0,
      expire bigint
    )`,
  ),

  "0012-failed-jobs": statements(`alter table dashboard.jobs add column error jsonb`),

  // Writes in doubt that a later read of the homeserver confirmed.
  "0013-confirmed-records": statements(
    `alter table dashboard.audit drop constraint audit_phase_check`,
    `alter table dashboard.audit add constraint audit_phase_check
      check (phase in ('intent', 'outcome', 'confirmation'))`,
  ),

  "0014-import-warnings": statements(
    `alter table dashboard.import_rows add column warnings jsonb not null default '[]'`,
  ),
};
