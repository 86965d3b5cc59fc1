-- Which life of a database this is: one that was restored from a backup has another one than that it was taken of, and keys
-- of runs of the one open nothing in the other. Never in a backup.
create table database_life (
    one  boolean primary key default true check (one),
    life uuid    not null    default gen_random_uuid()
);
insert into database_life default values;
