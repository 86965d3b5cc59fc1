-- A state that few runs ended in, or none, is found without a look at all of them.
create index run_trouble_state on run_trouble (project_id, state, run_id);
