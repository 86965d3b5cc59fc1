-- What changed, for those who watch: one row a commit and project. Transactions commit in another order than they get their
-- numbers in, so a reader keeps the snapshot of its last look and takes what that did not see.
create table run_change (
    xid        xid8        not null default pg_current_xact_id(),
    project_id int         not null,
    runs       uuid[]      not null, -- empty: too many to name
    at         timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 100000);
create index run_change_xid on run_change (xid);

-- Rows before that transaction were forgotten: who saw no further cannot go on from there.
create table run_change_horizon (
    xid xid8 not null
);
insert into run_change_horizon values (pg_current_xact_id());

-- Counts of runs by the hour in which they were made, of hours that rest. An hour that stands in run_hour_open, or of which
-- run_change has something that the cursor did not see, is counted anew by who asks.
create table run_hour (
    project_id int         not null,
    hour       timestamptz not null,
    flow_id    int         not null,
    state      smallint    not null,
    runs       bigint      not null,
    primary key (project_id, hour, flow_id, state)
);

-- How long those that ended took: by a scale on which each step is a twentieth longer than the one before.
create table run_hour_time (
    project_id int         not null,
    hour       timestamptz not null,
    flow_id    int         not null,
    step       smallint    not null,
    runs       bigint      not null,
    primary key (project_id, hour, flow_id, step)
);

create table run_hour_open (
    project_id int         not null,
    hour       timestamptz not null,
    changed_at timestamptz not null default clock_timestamp(),
    primary key (project_id, hour)
);

create table run_hour_cursor (
    seen pg_snapshot not null
);
insert into run_hour_cursor values (pg_current_snapshot());

create function run_hour_of(id uuid) returns timestamptz language sql immutable parallel safe as $$
    select date_trunc('hour', to_timestamp(('x' || substr(replace(id::text, '-', ''), 1, 12))::bit(48)::bigint / 1000.0), 'UTC')
$$;

insert into run_hour_open (project_id, hour) select distinct project_id, run_hour_of(id) from flow_run;

-- Runs are deleted rarely, and by many at a time.
create function runs_deleted() returns trigger language plpgsql as $$
begin
    insert into run_hour_open (project_id, hour) select distinct project_id, run_hour_of(id) from gone
        on conflict (project_id, hour) do update set changed_at = clock_timestamp();
    insert into run_change (project_id, runs) select distinct project_id, '{}'::uuid[] from gone;
    return null;
end
$$;
create trigger flow_run_deleted after delete on flow_run referencing old table as gone
    for each statement execute function runs_deleted();

-- Who may come in changed: streams that are open are looked at.
create function access_changed() returns trigger language plpgsql as $$
begin
    perform pg_notify('reeve', 'access');
    return null;
end
$$;
create trigger api_key_changed after update of revoked_at, role, project, expires_at on api_key
    for each statement execute function access_changed();
create trigger api_key_deleted after delete on api_key for each statement execute function access_changed();
create trigger app_user_changed after update of role, active on app_user
    for each statement execute function access_changed();
create trigger login_session_deleted after delete on login_session
    for each statement execute function access_changed();

-- Not heartbeats: they change another column.
create function agents_changed() returns trigger language plpgsql as $$
begin
    perform pg_notify('reeve', 'agents');
    return null;
end
$$;
create trigger agent_session_begun after insert on agent_session for each statement execute function agents_changed();
create trigger agent_session_ended after update of ended_at on agent_session
    for each row when (old.ended_at is distinct from new.ended_at) execute function agents_changed();
