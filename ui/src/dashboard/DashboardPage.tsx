import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { dashboardQuery } from '../api/queries';
import type { Dashboard } from '../api/schema.gen';
import { useBack, useNow, usePolling, useThrottled, useTopics } from '../live/hooks';
import { useBootstrap } from '../parts/may';
import { Empty, Failure, Skeleton } from '../parts/PageState';
import { useTitle } from '../parts/useTitle';
import { WINDOWS } from '../search';
import { rough } from '../times';
import { words } from '../words';
import { History } from './History';
import { AgentsTile, FailingTile, LagTile, RunningTile, StatesTile, WaitingTile } from './tiles';

const route = getRouteApi('/inside/');
const OFTEN = 5_000;
const STALE = 15_000;

/** All projects or one: one question to the server fills all tiles. */
export function DashboardPage() {
  const { project = '', window = '24h' } = route.useSearch();
  const navigate = useNavigate({ from: '/' });
  const bootstrap = useBootstrap();
  const projects = bootstrap?.projects ?? [];
  useTitle(project, words.dashboard.title);
  const query = useQuery({
    ...dashboardQuery(project, window),
    refetchInterval: usePolling(),
    staleTime: STALE,
    placeholderData: (before) => before,
  });
  const refresh = useThrottled(OFTEN, () => void query.refetch());
  useTopics([...(project ? [project] : projects.map((each) => each.name)).slice(0, 15).map((name) => 'runs:' + name), 'agents'], (changes) => {
    // the first event of a topic says only that it is there
    if (changes.some((change) => change.kind === 'resync' || change.data.agents || (change.data.runs?.length ?? 0) > 0)) refresh();
  });
  useBack(refresh);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{words.dashboard.title}</h1>
        {query.data && <Age at={query.data.at} />}
        <span className="grow" />
        <label className="inline-field">
          <span>{words.dashboard.project}</span>
          <select value={project} onChange={(event) => void navigate({ search: (old) => ({ ...old, project: event.target.value || undefined }) })}>
            <option value="">{words.dashboard.all}</option>
            {projects.map((each) => (
              <option key={each.id} value={each.name}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
        <div className="segments" role="group" aria-label={words.dashboard.window}>
          {WINDOWS.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === window}
              onClick={() => void navigate({ search: (old) => ({ ...old, window: each === '24h' ? undefined : each }) })}
            >
              {words.dashboard.windows[each]}
            </button>
          ))}
        </div>
      </div>
      {query.data ? (
        <Tiles dashboard={query.data} project={project} />
      ) : query.isError ? (
        <Failure error={query.error} retry={() => void query.refetch()} permission="GET /ui/dashboard" />
      ) : (
        <Skeleton lines={12} />
      )}
    </div>
  );
}

function Age({ at }: { at: string }) {
  const age = useNow(1000, true) - new Date(at).getTime();
  return age > STALE ? <span className="soft small">{words.dashboard.age(rough(age))}</span> : null;
}

function Tiles({ dashboard, project }: { dashboard: Dashboard; project: string }) {
  const runs = Object.values(dashboard.states).reduce((sum, count) => sum + count, 0);
  const { waiting, running } = dashboard;
  if (runs === 0 && running.total === 0 && waiting.due + waiting.upcoming === 0) {
    return (
      <div className="tiles">
        <section className="card tile wide">
          <Empty title={words.dashboard.empty} help={words.dashboard.emptyHelp} code={words.dashboard.emptyCode} />
        </section>
        <AgentsTile agents={dashboard.agents} />
        <LagTile lag={dashboard.lag} />
      </div>
    );
  }
  return (
    <div className="tiles">
      <History histogram={dashboard.history} project={project} />
      <StatesTile dashboard={dashboard} project={project} />
      <FailingTile failing={dashboard.failing} since={dashboard.history.from} />
      <RunningTile running={running} at={dashboard.at} />
      <WaitingTile waiting={waiting} project={project} />
      <AgentsTile agents={dashboard.agents} />
      <LagTile lag={dashboard.lag} />
    </div>
  );
}
