-- What people asked of a run that ended: holds for the epochs from `since` on, until one has begun to run.
create table run_reopening (
    run_id uuid primary key,
    since  int  not null,
    task   text,
    child  int,
    reuse  text
);

-- What task runs ask people, by the path of the task run: task, task[3], task/inner.
create table run_question (
    run_id   uuid not null,
    path     text not null,
    epoch    int  not null,
    question json not null,
    primary key (run_id, path)
);

-- What people answered and no runner has taken yet. It goes when one has.
create table run_answer (
    id          bigint generated always as identity primary key,
    run_id      uuid        not null,
    path        text        not null,
    answered_by text        not null,
    value       json,
    answered_at timestamptz not null default now(),
    unique (run_id, path)
);
