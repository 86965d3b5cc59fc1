-- Flow runs that tasks of a run are: a sub-flow, the flow that a task returned, the block for an element. They are held by
-- whoever holds the run around them (root_run), which numbers the lines of history of all of them, and are written with it.
-- They stand beside flow_run, so that what counts and lists runs counts and lists those that somebody asked for.

-- What such runs look like: one row for all of a flow that look the same.
create table inner_flow (
    id         int generated always as identity primary key,
    flow_id    int         not null references flow on delete cascade, -- that of the run around them
    name       text        not null,
    hash       text        not null,
    structure  json        not null,
    created_at timestamptz not null default now(),
    unique (flow_id, hash)
);

create table inner_run (
    id         uuid primary key, -- made of root_run and path; sorts beside root_run
    root_run   uuid        not null,
    path       text        not null, -- as its runner names it, behind the root's identifier
    attempt    int         not null, -- of the task that it is
    depth      smallint    not null, -- from 1
    project_id int         not null,
    flow_id    int         not null, -- that of the root
    inner_flow int         not null,
    flow_name  text        not null,
    state      smallint    not null,
    detail     json,
    epoch      int         not null, -- that of the root when it began last
    seq        int         not null, -- the last line of its history
    created_at timestamptz not null,
    started_at timestamptz,
    ended_at   timestamptz
) with (fillfactor = 80);
create index inner_run_root on inner_run (root_run, id);
create index inner_run_open on inner_run (root_run) where ended_at is null;
create index inner_run_project on inner_run (project_id, id desc);
create index inner_run_flow on inner_run (flow_id, id desc);

-- Both kinds; versions of the inner ones are counted downwards.
create view any_run as
    select id, project_id, flow_id, version_id, state, detail, epoch, seq, created_at, started_at, ended_at,
        null::uuid as root_run, null::text as path, null::int as parent_attempt, null::smallint as depth,
        null::text as inner_name
    from flow_run
    union all
    select id, project_id, flow_id, -inner_flow, state, detail, epoch, seq, created_at, started_at, ended_at,
        root_run, path, attempt, depth, flow_name
    from inner_run;

-- The innermost run that a line is of; the line stands in the log of the root.
alter table log_line
    add column inner_run   uuid,
    add column inner_task  int,
    add column inner_index int;

-- Tasks of inner runs take places for the root.
alter table task_place
    add column inner_run uuid not null default '00000000-0000-0000-0000-000000000000',
    add column within    text; -- as the runner names that run; null: the run that it claimed
alter table task_place drop constraint task_place_pkey;
alter table task_place add primary key (run_id, inner_run, task, map_index);
