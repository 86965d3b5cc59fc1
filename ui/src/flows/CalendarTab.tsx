import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState, type KeyboardEvent } from 'react';
import { flowQuery } from '../api/queries';
import { Empty, Failure, Skeleton } from '../parts/PageState';
import { SHAPES } from '../parts/shapes';
import { useZone } from '../parts/zone';
import { stateWord, words } from '../words';
import { flowWords } from '../words/flows';
import { cells, months, type Cell } from './calendar';
import { calendarQuery } from './queries';
import { useFlowChanges } from './useFlowChanges';

const route = getRouteApi('/inside/flows/$flow/calendar');
const say = flowWords;
const PLACE = 16;
const TOP = 18;
const LEFT = 34;

/** Days by what became of their runs, of the last twelve months. */
export function CalendarTab() {
  const { flow } = route.useParams();
  const { data } = useQuery(flowQuery(flow));
  return data ? <Calendar flow={flow} project={data.project} name={data.name} /> : null; // the page around says why
}

function Calendar({ flow, project, name }: { flow: string; project: string; name: string }) {
  const query = useQuery(calendarQuery(flow, useZone()));
  useFlowChanges(project, name, () => void query.refetch());
  if (query.isPending) return <Skeleton lines={8} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} permission="GET /flows/{flow}/calendar" />;
  const { days, from, to } = query.data;
  if (days.length === 0) return <Empty title={say.calendarNone} help={say.calendarNoneHelp} />;
  const all = cells(from, to, days);
  return (
    <section className="card calendar" aria-labelledby="calendar-title">
      <h2 id="calendar-title">{say.calendar}</h2>
      <p className="soft small">{say.calendarHelp(query.data.zone)}</p>
      <Year flow={flow} all={all} />
      <p>
        {say.calendarSum(
          days.length,
          all.filter((each) => each.worst === 'failed').length,
        )}
      </p>
    </section>
  );
}

const told = ({ day, counts }: Cell): string => {
  const states = Object.entries(counts);
  if (states.length === 0) return say.calendarEmptyDay(day);
  const runs = states.reduce((sum, [, count]) => sum + count, 0);
  return say.calendarDay(day, say.calendarRuns(runs), states.map(([state, count]) => `${count} ${stateWord(state)}`).join(words.list.and));
};

const STEPS: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7 };

/** One drawing and one stop for the keyboard; arrows move within, and what they come to is said. */
function Year({ flow, all }: { flow: string; all: Cell[] }) {
  const navigate = useNavigate();
  const [chosen, setChosen] = useState(all.length - 1);
  const [focused, setFocused] = useState(false);
  const weeks = (all.at(-1)?.week ?? 0) + 1;
  const at = all[Math.min(chosen, all.length - 1)];
  const open = ({ about: day }: Cell) => {
    if (day) void navigate({ to: '/flows/$flow/runs', params: { flow }, search: { since: day.from, until: day.to } });
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'Home' ? -chosen : event.key === 'End' ? all.length - 1 - chosen : STEPS[event.key];
    if (event.key === 'Enter' && at) open(at);
    else if (step === undefined) return;
    else setChosen((old) => Math.max(0, Math.min(all.length - 1, old + step)));
    event.preventDefault();
  };
  return (
    <>
      <div className="calendar-scroll">
        <svg
          className="calendar-year"
          width={LEFT + weeks * PLACE}
          height={TOP + 7 * PLACE}
          role="application"
          aria-label={say.calendar}
          aria-describedby="calendar-day"
          tabIndex={0}
          onKeyDown={press}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
        >
          {months(all).map(({ month, week }, i, found) =>
            (found[i + 1]?.week ?? weeks) - week < 2 ? null : (
              <text key={month} className="calendar-word" x={LEFT + week * PLACE} y="11">
                {word(month + '-01', { month: 'short' })}
              </text>
            ),
          )}
          {[0, 2, 4].map((weekday) => (
            <text key={weekday} className="calendar-word" x="0" y={TOP + weekday * PLACE + 10}>
              {word(`2026-06-0${weekday + 1}`, { weekday: 'short' })}
            </text>
          ))}
          {all.map((cell, i) => (
            <g key={cell.day} transform={`translate(${LEFT + cell.week * PLACE} ${TOP + cell.weekday * PLACE})`} data-day={cell.day} onClick={() => (setChosen(i), open(cell))} onPointerEnter={() => setChosen(i)}>
              <rect className="calendar-place" x="-1" y="-1" width="14" height="14" data-chosen={focused && cell === at} />
              {cell.worst ? <path className="bar" data-family={cell.worst} fillRule="evenodd" d={SHAPES[cell.worst]} /> : <circle className="calendar-none" cx="6" cy="6" r="1.5" />}
            </g>
          ))}
        </svg>
      </div>
      <p id="calendar-day" role="status" className="calendar-day">
        {at && told(at)}
      </p>
    </>
  );
}

const word = (day: string, options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' }).format(new Date(day + 'T00:00:00Z'));
