-- Who registered a version first; null: it was before this was kept.
alter table flow_version add column registered_by text;
