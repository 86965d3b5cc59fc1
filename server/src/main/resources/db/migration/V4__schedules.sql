-- When flows run by themselves. A schedule is that of the flow's code (own) or was set here; its row is the lock of whoever
-- decides on its firings.
create table flow_schedule (
    id            int generated always as identity primary key,
    flow_id       int         not null references flow on delete cascade,
    name          text        not null,
    own           boolean     not null,            -- that of the newest version
    schedule      json        not null,
    overlap       text        not null default 'skip',
    catch_up      text        not null default 'last',
    set_by        text        not null default '', -- empty: who registered the flow
    set_at        timestamptz not null,
    paused_at     timestamptz,
    paused_by     text,
    pause_reason  text,
    decided_until timestamptz not null,            -- firings up to then, inclusive, were decided on
    next_at       timestamptz,                     -- when it is to be looked at; null: it never fires again
    problem       text,                            -- why it does not fire as it should
    unique (flow_id, name)
);
create index flow_schedule_due on flow_schedule (next_at) where paused_at is null;

-- What became of each firing. That there is one row for it is what makes it run once.
create table firing (
    schedule_id int         not null references flow_schedule on delete cascade,
    at          timestamptz not null,
    clock       text        not null,       -- which of its clocks; *: firings that were missed, from then on
    state       text        not null check (state in ('waiting', 'running', 'ended', 'skipped', 'missed', 'withdrawn')),
    cause       text        not null,
    replaces    boolean     not null default false, -- while it waits: what goes on is to be cancelled
    run_id      uuid,
    words       text        not null default '',
    decided_at  timestamptz not null,
    primary key (schedule_id, at, clock)
);
create index firing_open on firing (schedule_id) where state in ('waiting', 'running');
create index firing_waiting on firing (schedule_id) where state = 'waiting';

create table backfill (
    id             uuid primary key,
    flow_id        int         not null references flow on delete cascade,
    schedule       text        not null,    -- its name, when the backfill was asked for
    data_from      timestamptz not null,
    data_to        timestamptz not null,
    max_concurrent int         not null,
    again          boolean     not null,
    keep_going     boolean     not null,
    key            text,
    state          text        not null check (state in ('running', 'cancelling', 'ended', 'cancelled')),
    words          text        not null default '',
    created_by     text        not null,
    created_at     timestamptz not null,
    ended_at       timestamptz,
    unique (flow_id, key)
);
create index backfill_open on backfill (created_at) where state in ('running', 'cancelling');
create index backfill_flow on backfill (flow_id, created_at);

create table backfill_interval (
    backfill_id uuid        not null references backfill on delete cascade,
    place       int         not null,
    flow_id     int         not null,
    clock       text        not null,
    at          timestamptz not null,
    data_from   timestamptz not null,
    parameters  json        not null,
    labels      text[]      not null,
    fate        text        not null check (fate in ('to_run', 'running', 'succeeded', 'failed', 'cancelled', 'done_before',
        'elsewhere')),
    run_id      uuid,
    words       text        not null default '',
    primary key (backfill_id, place)
);
create index backfill_interval_at on backfill_interval (flow_id, at, clock);
create index backfill_interval_open on backfill_interval (backfill_id, place) where fate in ('to_run', 'running');

-- Flows that were registered with a schedule before servers kept to them begin now.
insert into flow_schedule (flow_id, name, own, schedule, set_at, decided_until, next_at)
select flow_id, 'default', true, schedule, now(), now(), now() from
    (select distinct on (flow_id) flow_id, schedule from flow_version order by flow_id, version desc) newest
where schedule is not null;
