-- When a run was meant to begin, and in which zone it tells the day. Null for runs from before: then they begin when they do.
alter table run_input
    add column meant_at timestamptz,
    add column zone     text;

alter table backfill_interval
    add column zone text not null default 'Z';
