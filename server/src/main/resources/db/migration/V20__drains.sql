-- Since when an agent takes no more runs, for it is to end; null: it takes some.
alter table agent_session add column drains_since timestamptz;
create trigger agent_session_drains after update of drains_since on agent_session
    for each row when (old.drains_since is distinct from new.drains_since) execute function agents_changed();
