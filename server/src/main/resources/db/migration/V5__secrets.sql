-- Secrets of flows. Nothing in here opens them: the key lies in a file beside the database.

-- never used twice, so that a row that was copied away and comes back is told from the one that is there
create sequence secret_version;

create table secret (
  id uuid primary key default gen_random_uuid(),
  project_id int references project on delete cascade, -- null: of all projects
  name text not null,
  version bigint not null default nextval('secret_version'),
  key_id text not null,                       -- which key sealed it
  sealed bytea not null,                      -- AES-GCM over the text, bound to project, name and version
  set_by text not null,
  set_at timestamptz not null default now(),
  last_used_at timestamptz
);
create unique index secret_name on secret (coalesce(project_id, 0), name);
create index secret_project on secret (project_id);
