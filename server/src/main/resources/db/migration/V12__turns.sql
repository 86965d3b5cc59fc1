-- When a run was meant to begin, and in which zone it tells the day. Null for runs from before: then they begin when they do.
alter table run_input
    add column meant_at timestamptz,
    add column zone     text;

alter table backfill_interval
    add column zone text not null default 'Z';

-- Tasks that wait for a place, in the order in which they get one. A row counts while its runner asks now and then.
create table task_wait (
    run_id      uuid        not null,
    epoch       int         not null,
    inner_run   uuid        not null,
    within      text, -- as the runner names that run; null: the run that it claimed
    task        int         not null,
    map_index   int         not null,
    tags        text[]      not null,
    priority    int         not null, -- of the run
    urgency     int         not null, -- of the task
    since       timestamptz not null default clock_timestamp(),
    lasts_until timestamptz not null,
    primary key (run_id, inner_run, task, map_index)
);

-- However a run is let go of, its places are free: who waits hears of it.
create function places_freed() returns trigger language plpgsql as $$
begin
    if exists (select from task_wait) and exists (select from gone g join task_place p on p.run_id = g.run_id) then
        perform pg_notify('reeve', 'freed');
    end if;
    return null;
end
$$;
create trigger run_lease_deleted after delete on run_lease referencing old table as gone
    for each statement execute function places_freed();

-- Later ones have higher numbers: who knows the number of the last one that a run got knows whether there is another.
alter table task_place add column turn bigint generated always as identity;
