-- How long tasks that run are waited for; null: as the run's options and its agent say.
alter table cancel_request add column grace_seconds integer;
