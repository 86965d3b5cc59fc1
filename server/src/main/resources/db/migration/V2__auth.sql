-- Who may come in. Nothing in here opens anything: passwords and keys are kept as hashes.

create table app_user (
  id uuid primary key,
  name text not null,
  email text,
  role text not null check (role in ('viewer', 'member', 'admin')),
  password text not null,                     -- argon2id, with its parameters
  active boolean not null default true,
  created_at timestamptz not null default now()
);
create unique index app_user_name on app_user (lower(name));
create unique index app_user_email on app_user (lower(email));

create table api_key (
  id uuid primary key,
  name text not null,
  kind text not null check (kind in ('user', 'agent')),
  role text check (role in ('viewer', 'member', 'admin')),
  project text,                               -- by name: the key dies with the project
  prefix text not null,
  hash bytea not null,                        -- sha-256 of 256 random bits
  owner uuid references app_user on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  check ((kind = 'user') = (role is not null)),
  check (role is distinct from 'admin' or project is null)
);
create unique index api_key_hash on api_key (hash);
create index api_key_owner on api_key (owner);

create table login_session (
  hash bytea primary key,                     -- sha-256 of the cookie's token
  user_id uuid not null references app_user on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index login_session_user on login_session (user_id);
create index login_session_end on login_session (expires_at);

-- append-only
create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor text not null,
  action text not null,                       -- such as key.revoke
  subject text not null,
  address text not null,
  request_id text not null
);
create index audit_log_at on audit_log (at);

-- An agent speaks of its own sessions only: those that were begun with its key.
create table agent_session_key (
  session bigint primary key,
  key_id uuid not null
);
