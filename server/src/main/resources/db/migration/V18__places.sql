-- Since when a task has its place; of those from before, since this was kept.
alter table task_place add column since timestamptz not null default clock_timestamp();
