-- How many runs with a label, or tasks with a tag, go on at once, over all servers.
create table concurrency_limit (
    kind text not null check (kind in ('label', 'tag')),
    name text not null,
    most int  not null check (most >= 0),
    primary key (kind, name)
);

-- Tasks that go on and have a tag with a limit. A row counts while the run is held in that epoch, however it ends.
create table task_place (
    run_id    uuid   not null,
    epoch     int    not null,
    task      int    not null,
    map_index int    not null,
    tags      text[] not null,
    primary key (run_id, task, map_index)
);
