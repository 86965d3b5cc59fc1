-- What the pages of people need beside what runners tell.

-- Numbers of lines: a piece is a row of lines that came one after the other, so a whole log is one or a few of them. A line
-- keeps its number, whatever comes later, of earlier epochs too.
create table log_piece (
    run_id     uuid   not null references flow_run on delete cascade,
    first_line bigint not null, -- counted from 1 over all epochs, as lines came
    epoch      int    not null,
    first_seq  bigint not null,
    lines      bigint not null,
    primary key (run_id, first_line)
) with (fillfactor = 70);

insert into log_piece (run_id, first_line, epoch, first_seq, lines)
select run_id,
    1 + coalesce(sum(lines) over (partition by run_id order by epoch, first_seq
        rows between unbounded preceding and 1 preceding), 0),
    epoch, first_seq, lines
from (select run_id, epoch, min(seq) as first_seq, count(*) as lines
    from (select run_id, epoch, seq, seq - row_number() over (partition by run_id, epoch order by seq) as island
        from log_line) as l
    where exists (select from flow_run r where r.id = l.run_id)
    group by run_id, epoch, island) as pieces;

-- What an agent says of itself, for people.
alter table agent_session
    add column host    text not null default '',
    add column slots   int  not null default 0,
    add column version text not null default '';
