import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useNow, usePolling } from '../live/hooks';
import { useBootstrap } from '../parts/may';
import { Empty, Failure, NoMatch, Skeleton } from '../parts/PageState';
import { useTitle } from '../parts/useTitle';
import { DelayedInput } from '../runs/RunFilters';
import { lean } from '../search';
import { words } from '../words';
import { plannedWords as say } from '../words/planned';
import { schedulesQuery, useLiveRuns, useNextFiring } from './queries';
import { ScheduleTable, stateOf } from './ScheduleTable';
import { SCHEDULE_STATES, type SchedulesSearch } from './search';

const route = getRouteApi('/inside/schedules');

/** When which flow runs by itself: what fires next comes first. */
export function SchedulesPage() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/schedules' });
  const projects = useBootstrap()?.projects ?? [];
  const now = useNow(5_000, true);
  useTitle(search.project, say.title);
  const query = useQuery({ ...schedulesQuery(search.project), refetchInterval: usePolling() });
  const all = query.data?.items ?? [];
  useLiveRuns(search.project ? [search.project] : projects.map((each) => each.name), 'schedules', 5_000);
  useNextFiring(all);
  const needle = search.q?.toLowerCase() ?? '';
  const shown = all
    .filter((each) => !search.state || stateOf(each) === search.state)
    .filter((each) => `${each.flow}\n${each.name}`.toLowerCase().includes(needle))
    .sort((a, b) => next(a.nextAt) - next(b.nextAt) || a.flow.localeCompare(b.flow) || a.name.localeCompare(b.name));
  const set = (change: SchedulesSearch) => void navigate({ search: (old) => lean({ ...old, ...change }), replace: true });
  return (
    <div className="page">
      <div className="page-head">
        <h1>{say.title}</h1>
        {query.data && <span className="soft">{say.count(all.length)}</span>}
      </div>
      <div className="filters" role="search" aria-label={say.filters}>
        <DelayedInput label={say.find} value={search.q ?? ''} onChange={(q) => set({ q: q || undefined })} />
        <label className="inline-field">
          <span>{say.project}</span>
          <select value={search.project ?? ''} aria-label={say.project} onChange={(event) => set({ project: event.target.value || undefined })}>
            <option value="">{words.runs.anyProject}</option>
            {projects.map((each) => (
              <option key={each.id}>{each.name}</option>
            ))}
          </select>
        </label>
        <div className="facets" role="group" aria-label={say.columns.state}>
          {SCHEDULE_STATES.map((state) => (
            <button key={state} type="button" className="facet" aria-pressed={search.state === state} onClick={() => set({ state: search.state === state ? undefined : state })}>
              {say.states[state]}
              <span className="soft number">{all.filter((each) => stateOf(each) === state).length}</span>
            </button>
          ))}
        </div>
      </div>
      {query.isPending ? (
        <Skeleton lines={12} />
      ) : query.isError && all.length === 0 ? (
        <Failure error={query.error} retry={() => void query.refetch()} permission="GET /schedules" />
      ) : shown.length > 0 ? (
        <ScheduleTable schedules={shown} now={now} withFlow />
      ) : all.length > 0 || search.project ? (
        <NoMatch title={say.none} help={say.noneHelp} clear={say.clear} onClear={() => void navigate({ search: {}, replace: true })} />
      ) : (
        <Empty title={say.empty} help={say.emptyHelp} code={say.emptyCode} />
      )}
    </div>
  );
}

const next = (at: string | null | undefined): number => (at ? Date.parse(at) : Number.MAX_SAFE_INTEGER);
