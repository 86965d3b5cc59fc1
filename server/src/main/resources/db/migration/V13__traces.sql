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
