-- The worker of a cluster that called the last attempt, for people; null: the run's own process did.
alter table task_run add column worker text;
