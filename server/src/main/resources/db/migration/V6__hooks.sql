-- Whom to tell what becomes of runs, and what is to be told: the outbox, which is the log of deliveries too.

create table hook (
  id uuid primary key default gen_random_uuid(),
  project_id int not null references project on delete cascade,
  flow_id int references flow on delete cascade, -- null: all flows of the project
  name text not null,
  states smallint[] not null,
  late_after_ms bigint,                        -- null: late starts are not told
  long_after_ms bigint,                        -- null: long runs are not told
  agent_lost boolean not null,
  missed_schedule boolean not null,
  channel text not null check (channel in ('slack', 'webhook', 'mail')),
  leads_to text not null,                      -- for people; no secret
  version bigint not null,
  key_id text not null,
  sealed bytea not null,                       -- address and keys
  created_by text not null,
  created_at timestamptz not null default now(),
  failures int not null default 0,             -- attempts since the last that succeeded
  failing_since timestamptz,
  disabled_at timestamptz,
  disabled_why text,
  busy_until timestamptz not null default '-infinity', -- a server delivers, or the receiver is left alone
  unique (project_id, name)
) with (fillfactor = 50);

-- No reference to hook: a hook that is deleted meanwhile must not make the ledger's statement fail.
create table hook_event (
  id uuid primary key default gen_random_uuid(), -- told to receivers, the same in all attempts
  hook_id uuid not null,
  kind text not null,
  run_id uuid,
  seq int not null default 0,                  -- of history; of a late or long run its epoch
  state smallint,
  detail json,
  flow text not null default '',               -- of what is of no run
  said text not null default '',
  at timestamptz not null,
  made_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  attempts int not null default 0,
  tried_at timestamptz,
  outcome text check (outcome in ('delivered', 'failed')), -- null: it waits
  message text not null default ''
) with (fillfactor = 70);
create index hook_event_waiting on hook_event (hook_id, due_at) where outcome is null;
create index hook_event_log on hook_event (hook_id, made_at);
create unique index hook_event_once on hook_event (hook_id, run_id, kind, seq) where run_id is not null;
