-- The ledger. Current state stands beside append-only history; every write of a runner is one statement and one commit.
-- Texts that come from users are text or json, never jsonb: jsonb refuses some that JSON allows.

create table project (
    id          int generated always as identity primary key,
    name        text        not null unique,
    description text        not null default '',
    created_at  timestamptz not null default now()
);

-- One row for all versions of a flow.
create table flow (
    id         int generated always as identity primary key,
    project_id int         not null references project on delete cascade,
    name       text        not null,
    created_at timestamptz not null default now(),
    unique (project_id, name)
);

create table flow_version (
    id             int generated always as identity primary key,
    flow_id        int         not null references flow on delete cascade,
    version        int         not null,
    structure_hash text        not null,
    structure      json        not null,
    parameters     json        not null,
    schedule       json,
    bundle         json        not null,
    labels         text[]      not null,
    readme         text        not null,
    created_at     timestamptz not null default now(),
    unique (flow_id, version)
);

-- Interned and sorted: some hundreds of rows.
create table label_set (
    id     int generated always as identity primary key,
    labels text[] not null unique
);

-- One narrow row a run. No index holds a column that changes, so that every update stays within its page.
create table flow_run (
    id         uuid primary key,
    project_id int         not null,
    flow_id    int         not null,
    version_id int         not null,
    state      smallint    not null,
    detail     json,
    epoch      int         not null,
    seq        int         not null, -- the last one of history while nobody holds the run
    lapses     smallint    not null default 0,
    created_at timestamptz not null,
    started_at timestamptz,
    ended_at   timestamptz
) with (fillfactor = 80);
create index flow_run_project on flow_run (project_id, id desc);
create index flow_run_flow on flow_run (flow_id, id desc);

-- What a run was asked to be: wide, written once.
create table run_input (
    run_id          uuid primary key,
    name            text        not null,
    parameters      json        not null,
    data_from       timestamptz not null,
    data_to         timestamptz not null,
    cause           text        not null,
    words           text        not null,
    submitted_by    text        not null,
    labels          text[]      not null,
    priority        smallint    not null,
    parent_run      uuid,
    parent_task     int,
    parent_index    int
);
create index run_input_parent on run_input (parent_run) where parent_run is not null;

create table run_key (
    flow_id int  not null,
    key     text not null,
    run_id  uuid not null,
    primary key (flow_id, key)
);

-- Runs that ended other than well, found without an index on what changes. Rows stay when a run is reopened.
create table run_trouble (
    project_id int      not null,
    run_id     uuid     not null,
    epoch      int      not null,
    state      smallint not null,
    primary key (project_id, run_id, epoch)
);

-- Rows of these come and go.
create table run_queue (
    run_id    uuid primary key,
    label_set int         not null,
    priority  smallint    not null,
    due_at    timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
create index run_queue_next on run_queue (label_set, priority desc, due_at);

create table run_lease (
    run_id  uuid primary key,
    epoch   int    not null,
    seq     int    not null,
    session bigint not null
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
    autovacuum_vacuum_cost_delay = 0);
create index run_lease_session on run_lease (session);

-- The lease in truth: one heartbeat for all runs of an agent, by this database's clock.
create table agent_session (
    id           bigint generated always as identity primary key,
    agent        text        not null,
    labels       text[]      not null,
    connected_at timestamptz not null default now(),
    lasts_until  timestamptz not null,
    ended_at     timestamptz
) with (fillfactor = 50);
create index agent_session_live on agent_session (id) where ended_at is null;

-- What people ask of runs that a runner holds: told with its next heartbeat.
create table cancel_request (
    run_id       uuid primary key,
    requested_by text        not null,
    reason       text        not null,
    requested_at timestamptz not null default now()
);

create table task_run (
    run_id     uuid     not null,
    task       int      not null, -- its place among the nodes of the version
    map_index  int      not null, -- -1: not a child
    state      smallint not null,
    detail     json,
    attempt    int      not null,
    started_at timestamptz,
    ended_at   timestamptz,
    result     text,              -- where it is, never what it is
    primary key (run_id, task, map_index)
) with (fillfactor = 90);

-- Append-only. Identifiers of runs sort by time: a range of them is a range of days, a run lies in one partition, and what
-- is old goes by dropping a table.
create table state_history (
    run_id    uuid        not null,
    seq       int         not null,
    epoch     int         not null,
    task      int,                -- null: the run itself
    map_index int,
    state     smallint    not null,
    by_server boolean     not null, -- else by who held the run then
    at        timestamptz not null,
    detail    json,
    primary key (run_id, seq)
) partition by range (run_id);
create table state_history_rest partition of state_history default;

create table log_line (
    run_id    uuid        not null,
    epoch     int         not null,
    seq       bigint      not null,
    at        timestamptz not null,
    level     smallint    not null,
    task      int,
    map_index int,
    logger    text        not null,
    message   text        not null,
    primary key (run_id, epoch, seq)
) partition by range (run_id);
create table log_line_rest partition of log_line default;

create table artifact (
    run_id    uuid        not null,
    task      int         not null,
    map_index int         not null,
    name      text        not null,
    kind      text        not null,
    content   bytea       not null,
    at        timestamptz not null,
    primary key (run_id, task, map_index, name)
);
