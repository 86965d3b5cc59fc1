-- Runs whose trace is to be sent to a collector, while a server is told of one: bounded, the oldest are given up. Which runs
-- ended is found behind a cursor over run_change, so that who writes runs does nothing for it.
create table trace_due (
    run_id     uuid        primary key,
    seq        int         not null,                     -- of history, when it was found to have ended
    found_at   timestamptz not null default clock_timestamp(),
    busy_until timestamptz not null default '-infinity'  -- a server sends it
);
create index trace_due_next on trace_due (found_at);

-- One row once a server looked.
create table trace_cursor (
    one  boolean     primary key default true check (one),
    seen pg_snapshot not null
);

-- Data outside of flows that tasks say they make or read: which tasks of which version do.
create table asset_use (
    project_id int     not null references project on delete cascade,
    name       text    not null,
    flow_id    int     not null references flow on delete cascade,
    version_id int     not null references flow_version on delete cascade,
    task       int     not null, -- its place among the nodes of the version
    produces   boolean not null, -- else it reads
    primary key (project_id, name, version_id, task, produces)
);
create index asset_use_version on asset_use (version_id);

-- A task run that succeeded made, or read, an asset. Append-only; gone with its run.
create table asset_event (
    id         bigint generated always as identity primary key,
    project_id int         not null,
    name       text        not null,
    produces   boolean     not null,
    run_id     uuid        not null,
    task       int         not null,
    epoch      int         not null,
    attempt    int         not null,
    at         timestamptz not null,
    data_from  timestamptz not null,
    data_to    timestamptz not null
);
create index asset_event_name on asset_event (project_id, name, id desc);
create index asset_event_run on asset_event (run_id);
